import type { EmulationContext } from "@seedbed/core/emulation";

/** What an emulation works with until another state is loaded. */
export interface Session {
  readonly context: EmulationContext;
  /** From now on whatever would change or read what is remembered throws instead. */
  close(): void;
}

/** Opens a session on a context: a generation that outlives it must not pay back, publish or draw into the next. */
export function openSession(context: EmulationContext): Session {
  let isOpen = true;
  const held =
    <Args extends unknown[], Result>(act: (...args: Args) => Result) =>
    (...args: Args): Result => {
      if (!isOpen) throw new Error("another state has been loaded");
      return act(...args);
    };
  const { wallet, tasks } = context;
  return {
    context: {
      ...context,
      random: held(context.random),
      uuid: held(context.uuid),
      latency: held(context.latency),
      publish: held(context.publish),
      throttle: held(context.throttle),
      generationFault: held(context.generationFault),
      wallet: {
        currency: wallet.currency,
        balance: held(wallet.balance),
        charge: held(wallet.charge),
        refund: held(wallet.refund),
      },
      tasks: {
        get size() {
          return tasks.size;
        },
        get: held(tasks.get),
        set: held(tasks.set),
      },
    },
    close() {
      isOpen = false;
    },
  };
}
