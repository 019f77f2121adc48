/** Lets so many in at a time, in the order of asking. */
export interface Gate {
  /** Does some work once there is room. Rejects with the signal's reason, and does nothing, if that aborts first. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** Makes a gate. */
export function createGate(most: number): Gate {
  let inside = 0;
  const queue = new Set<() => void>();

  function enter(signal?: AbortSignal): Promise<void> | undefined {
    signal?.throwIfAborted();
    if (inside < most) {
      inside += 1;
      return;
    }
    return new Promise((resolve, reject) => {
      const turn = () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        queue.delete(turn);
        reject(signal?.reason);
      };
      queue.add(turn);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  /** Whoever goes out gives the place to the next. */
  function exit(): void {
    const [next] = queue;
    if (!next) {
      inside -= 1;
      return;
    }
    queue.delete(next);
    next();
  }

  return {
    async run(work, signal) {
      await enter(signal);
      try {
        return await work();
      } finally {
        exit();
      }
    },
  };
}
