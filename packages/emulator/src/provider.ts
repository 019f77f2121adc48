import type { Emulation, EmulationContext, GenerationFault } from "@seedbed/core/emulation";
import type { ScaledClock } from "./clock.ts";
import type { FileStore } from "./file-store.ts";
import type { ImageStore } from "./image-store.ts";
import { drawLatency } from "./latency.ts";
import { matchesPath, type Operation, readOperations } from "./operations.ts";
import { createUuid, hashText, randomFrom } from "./random.ts";
import { addressOf } from "./read-request.ts";
import { openSession } from "./session.ts";
import type { SavedProvider } from "./state/emulator-state.ts";
import { createSwitches, type Switches, type SwitchValue } from "./switches.ts";
import { createTaskStore } from "./task-store.ts";
import { createThrottle, type RateLimit } from "./throttle.ts";
import { createValidator, type LoadAjv } from "./validate.ts";
import { createWallet, type Wallet } from "./wallet.ts";

/** One provider at work: its emulation with a context of its own. */
export interface Provider {
  readonly id: string;
  readonly operations: readonly Operation[];
  readonly wallet: Wallet;
  readonly switches: Switches;
  readonly taskCount: () => number;
  /** The operation that serves a path, whatever the method where no method fits. */
  operationAt(method: string, path: string): Operation | undefined;
  errorBody(status: number, code?: string): unknown;
  /** What the provider's errors have for headers besides their media type. */
  errorHeaders(status: number): Readonly<Record<string, string>>;
  /** Compiles its validators, so that the first request need not. */
  warmUp(): void;
  /** The provider's answer; the generation that the request starts, if any, asks what is ordered for it. */
  answer(request: Request, generationFault?: () => GenerationFault | undefined): Promise<Response>;
  save(): SavedProvider;
  /**
   * Reads what was saved.
   *
   * @returns puts it in place of what is remembered: what is under way then can change nothing any more
   * @throws RangeError for a switch or a value that the emulation does not know
   */
  prepareLoad(saved: SavedProvider): () => void;
}

export interface ProviderSettings {
  readonly clock: ScaledClock;
  readonly seed: number;
  readonly latencyScale: number;
  readonly balance?: number;
  /** Undefined: as the emulation has it. */
  readonly rateLimit?: RateLimit | null;
  readonly switches?: Readonly<Record<string, SwitchValue>>;
  readonly images: ImageStore;
  readonly files: FileStore;
  readonly loadAjv: LoadAjv;
}

/** Sets an emulation up. Nothing is shared with other providers but the clock, the drawing and the file server. */
export function createProvider(emulation: Emulation, settings: ProviderSettings): Provider {
  const { id } = emulation;
  const { clock, images, files } = settings;
  const operations = readOperations(emulation);
  const wallet = createWallet(settings.balance ?? emulation.wallet.balance, emulation.wallet.currency, clock);
  const switches = createSwitches(emulation, settings.switches);
  // Latency, ids and colours are drawn from streams of their own, so that one more id does not change every latency.
  const start = (name: string) => ({ at: (settings.seed ^ hashText(`${id} ${name}`)) >>> 0 });
  const streams = { random: start("random"), ids: start("ids"), latency: start("latency") };
  const random = randomFrom(streams.random);
  const ids = randomFrom(streams.ids);
  const latencies = randomFrom(streams.latency);
  const tasks = createTaskStore();
  const accepted: number[] = [];
  const faults = new WeakMap<Request, () => GenerationFault | undefined>();
  const limit = settings.rateLimit === undefined ? emulation.rateLimit : settings.rateLimit;

  const validate = createValidator(emulation, settings.loadAjv);
  const context: EmulationContext = {
    clock: clock.work,
    random,
    uuid: () => createUuid(ids),
    wallet,
    tasks,
    switches: switches.values,
    image: images.image,
    // Not before the answer has left, if nothing else is to be done for it; and where nothing takes time, not ahead at all.
    prepare: (request) => void (settings.latencyScale > 0 && setTimeout(images.prepare, 0, request)),
    publish: files.publish,
    latency(operationId, imageCount) {
      const operation = operations.find((candidate) => candidate.operationId === operationId);
      return settings.latencyScale * drawLatency(operation?.latency ?? null, imageCount, latencies);
    },
    addressOf,
    generationFault: (request) => faults.get(request)?.(),
    validate,
    throttle: createThrottle(limit, clock, accepted),
  };
  let session = openSession(context);
  let answer = emulation.emulate(session.context);

  return {
    id,
    operations,
    wallet,
    switches,
    taskCount: () => tasks.size,
    operationAt(method, path) {
      const here = operations.filter((operation) => matchesPath(operation.path, path));
      return here.find((operation) => operation.method === method) ?? here[0];
    },
    errorBody: (status, code) => emulation.errorBody(status, switches.values, code),
    errorHeaders: (status) => emulation.errorHeaders?.(status, session.context) ?? {},
    warmUp() {
      for (const { operationId, bodyPointer } of operations) if (bodyPointer !== undefined) validate(operationId, {});
    },
    answer(request, generationFault) {
      if (generationFault !== undefined) faults.set(request, generationFault);
      return answer(request);
    },
    save: () => ({
      wallet: wallet.save(),
      tasks: tasks.save(),
      accepted: [...accepted],
      random: { random: streams.random.at, ids: streams.ids.at, latency: streams.latency.at },
      switches: { ...switches.values },
    }),
    prepareLoad(saved) {
      const { values } = createSwitches(emulation, saved.switches);
      return () => {
        session.close();
        session = openSession(context);
        answer = emulation.emulate(session.context);
        for (const [name, value] of Object.entries(values)) switches.set(name, value);
        wallet.load(saved.wallet);
        tasks.load(saved.tasks);
        accepted.length = 0;
        for (const at of saved.accepted) accepted.push(at);
        for (const name of ["random", "ids", "latency"] as const) streams[name].at = saved.random[name];
      };
    },
  };
}
