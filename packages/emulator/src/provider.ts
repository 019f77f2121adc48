import type { Emulation, EmulationWallet, GenerationFault } from "@seedbed/core/emulation";
import type { ScaledClock } from "./clock.ts";
import type { FileStore } from "./file-store.ts";
import { drawLatency } from "./latency.ts";
import { matchesPath, type Operation, readOperations } from "./operations.ts";
import type { PictureStore } from "./picture-store.ts";
import { createRandom, createUuid, hashText } from "./random.ts";
import { createSwitches, type Switches, type SwitchValue } from "./switches.ts";
import { createThrottle, type RateLimit } from "./throttle.ts";
import { createValidator, type LoadAjv } from "./validate.ts";
import { createWallet } from "./wallet.ts";

/** One provider at work: its emulation with a context of its own. */
export interface Provider {
  readonly id: string;
  readonly operations: readonly Operation[];
  readonly wallet: EmulationWallet;
  readonly switches: Switches;
  readonly taskCount: () => number;
  /** The operation that serves a path, whatever the method where no method fits. */
  operationAt(method: string, path: string): Operation | undefined;
  errorBody(status: number): unknown;
  /** Compiles its validators, so that the first request need not. */
  warmUp(): void;
  /** The provider's answer; the fault, if any, is played by the generation that the request starts. */
  answer(request: Request, fault?: GenerationFault): Promise<Response>;
}

export interface ProviderSettings {
  readonly clock: ScaledClock;
  readonly seed: number;
  readonly latencyScale: number;
  readonly balance?: number;
  /** Undefined: as the emulation has it. */
  readonly rateLimit?: RateLimit | null;
  readonly switches?: Readonly<Record<string, SwitchValue>>;
  readonly pictures: PictureStore;
  readonly files: FileStore;
  readonly loadAjv: LoadAjv;
}

/** Sets an emulation up. Nothing is shared with other providers but the clock, the drawing and the file server. */
export function createProvider(emulation: Emulation, settings: ProviderSettings): Provider {
  const { id } = emulation;
  const { clock, pictures, files } = settings;
  const operations = readOperations(emulation);
  const wallet = createWallet(settings.balance ?? emulation.wallet.balance, emulation.wallet.currency);
  const switches = createSwitches(emulation, settings.switches);
  // Latency, ids and colours are drawn from streams of their own, so that one more id does not change every latency.
  const stream = (name: string) => createRandom((settings.seed ^ hashText(`${id} ${name}`)) >>> 0);
  const [random, ids, latencies] = [stream("random"), stream("ids"), stream("latency")];
  const tasks = new Map<string, unknown>();
  const faults = new WeakMap<Request, GenerationFault>();
  const limit = settings.rateLimit === undefined ? emulation.rateLimit : settings.rateLimit;

  const validate = createValidator(emulation, settings.loadAjv);
  const answer = emulation.emulate({
    clock,
    random,
    uuid: () => createUuid(ids),
    wallet,
    tasks,
    switches: switches.values,
    picture: pictures.picture,
    prepare: pictures.prepare,
    publish: files.publish,
    latency(operationId, imageCount) {
      const operation = operations.find((candidate) => candidate.operationId === operationId);
      return settings.latencyScale * drawLatency(operation?.latency ?? null, imageCount, latencies);
    },
    generationFault: (request) => faults.get(request),
    validate,
    throttle: createThrottle(limit, clock),
  });

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
    errorBody: (status) => emulation.errorBody(status, switches.values),
    warmUp() {
      for (const { operationId, bodyPointer } of operations) if (bodyPointer !== undefined) validate(operationId, {});
    },
    answer(request, fault) {
      if (fault !== undefined) faults.set(request, fault);
      return answer(request);
    },
  };
}
