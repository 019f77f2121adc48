import type { DrawImage, Emulation } from "@seedbed/core/emulation";
import { checkEmulations, checkOptions } from "./check-options.ts";
import { createClock } from "./clock.ts";
import type { FaultRule } from "./fault/fault.ts";
import { createFaultRules } from "./fault/fault-rules.ts";
import { parseFault } from "./fault/parse-fault.ts";
import { readFaultRule } from "./fault/read-fault-rule.ts";
import { createFileStore, type FileStore } from "./file-store.ts";
import type { Handler } from "./http-server.ts";
import { createImageStore } from "./image-store.ts";
import type { ProvidersControl, ProvidersOptions } from "./options.ts";
import { createProvider, type Provider } from "./provider.ts";
import { createRequestLog } from "./request-log.ts";
import { serveRequest } from "./serve-request.ts";
import type { EmulatorState } from "./state/emulator-state.ts";
import { keepState } from "./state/keep-state.ts";
import type { LoadAjv } from "./validate.ts";

/** What differs between the places where providers are played. */
export interface Place {
  readonly draw: DrawImage;
  readonly loadAjv: LoadAjv;
  /** Where results are read, without a final slash. Asked when one is published. */
  readonly filesUrl: () => string;
  /** @throws RangeError for a fault that cannot be played there */
  readonly checkRule?: (rule: FaultRule) => void;
}

/** Providers that are ready to answer; how a request gets to them is the place's. */
export interface AssembledProviders {
  readonly control: ProvidersControl;
  /** Answers a request at `/<id>` or, where paths do not collide, at the root. */
  readonly answer: Handler;
  readonly readFile: FileStore["read"];
  /**
   * Loads the state and orders the faults of the options; once it is known where files are read, and before anyone asks.
   *
   * @throws RangeError for a state or a fault that is none
   */
  begin(): void;
  /** Ends every sleep. */
  stop(): void;
}

/**
 * Sets the providers up, with one clock, one set of faults and one store of files.
 *
 * @throws RangeError for an option that names a provider, switch or value that does not exist.
 */
export function assembleProviders(
  emulations: readonly Emulation[],
  options: ProvidersOptions,
  { draw, loadAjv, filesUrl, checkRule }: Place,
): AssembledProviders {
  const { timeScale = 1, seed = 1, latencyScale = 1 } = options;
  checkEmulations(emulations);
  checkOptions(emulations, options);
  const images = createImageStore(draw);
  const clock = createClock(timeScale, { drawing: images.drawing, pauseWhileBusy: options.pauseWhileBusy ?? false });
  /** Some types are encoded on other threads: that is not a time of the provider's either. */
  const image: DrawImage = (request) => {
    const release = clock.hold();
    return images.image(request).finally(release);
  };
  const files = createFileStore(clock, filesUrl, image);
  const providers = emulations.map((emulation) => {
    const { id } = emulation;
    const rateLimit = options.rateLimits === false ? null : options.rateLimits?.[id];
    const settings = { clock, seed, latencyScale, images: { ...images, image }, files, rateLimit, loadAjv };
    return createProvider(emulation, {
      ...settings,
      balance: options.balances?.[id],
      switches: options.switches?.[id],
    });
  });
  const faults = createFaultRules();
  const requests = createRequestLog();
  const readRule = (given: unknown) => {
    const rule = typeof given === "string" ? parseFault(given, providers) : readFaultRule(given, providers);
    checkRule?.(rule);
    return rule;
  };
  const state = keepState({ providers, clock, files, faults, readRule, filesUrl, loadAjv });
  let initial: EmulatorState | undefined;
  let loads = 0;
  const loadState = (saved: unknown) => {
    state.load(saved);
    loads++;
  };
  const addFault = (rule: FaultRule | string) => faults.add(readRule(rule));
  const byId = <Value>(of: (provider: Provider) => Value) =>
    Object.fromEntries(providers.map((provider) => [provider.id, of(provider)]));

  return {
    answer: serveRequest({ providers, clock: clock.work, faults, loads: () => loads, log: requests.add }),
    readFile: files.read,
    stop: () => clock.close(),
    begin() {
      if (options.state !== undefined) loadState(options.state);
      for (const rule of options.faults ?? []) addFault(rule);
      initial = state.save();
    },
    control: {
      clock,
      wallets: byId(({ wallet }) => wallet),
      switches: Object.freeze(byId(({ switches }) => switches.view)),
      requests: requests.entries,
      taskCount: () => providers.reduce((sum, provider) => sum + provider.taskCount(), 0),
      setSwitch(id, name, value) {
        const provider = providers.find((candidate) => candidate.id === id);
        if (provider === undefined) throw new RangeError(`no provider "${id}" is emulated`);
        provider.switches.set(name, value);
      },
      addFault,
      faults: faults.list,
      removeFault: faults.remove,
      inject(rule) {
        const { id } = addFault(rule);
        return () => void faults.remove(id);
      },
      order(id, operationId, status, code) {
        const fault = { kind: "status", status, ...(code !== undefined && { code }) } as const;
        const rule = readFaultRule({ provider: id, operationId, fault }, providers);
        const { statuses = {} } =
          providers
            .find((provider) => provider.id === id)
            ?.operations.find((operation) => operation.operationId === operationId) ?? {};
        const errors = Object.keys(statuses).filter((documented) => /^[45]/.test(documented));
        if (errors.includes(String(status))) return faults.add(rule);
        throw new RangeError(`${operationId} of ${id} documents no error ${status}, only ${errors.join(", ")}`);
      },
      clearRequests: requests.clear,
      saveState: state.save,
      loadState,
      reset() {
        if (initial !== undefined) loadState(initial);
        requests.clear();
      },
      async warmUp() {
        for (const provider of providers) provider.warmUp();
        for (const mediaType of ["image/jpeg", "image/png"] as const) await draw({ ...smallImage, mediaType });
      },
    },
  };
}

const smallImage = { prompt: "", label: "", width: 256, height: 256, seed: 1, index: 1, count: 1, watermark: false };
