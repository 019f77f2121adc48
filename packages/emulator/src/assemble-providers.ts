import type { DrawPicture, Emulation } from "@seedbed/core/emulation";
import { createClock } from "./clock.ts";
import { createFaultRules } from "./fault/fault-rules.ts";
import { createFileStore, type FileStore } from "./file-store.ts";
import type { Handler } from "./http-server.ts";
import type { ProvidersControl, ProvidersOptions } from "./options.ts";
import { createPictureStore } from "./picture-store.ts";
import { createProvider, type Provider } from "./provider.ts";
import { createRequestLog } from "./request-log.ts";
import { serveRequest } from "./serve-request.ts";
import type { LoadAjv } from "./validate.ts";

/** What differs between the places where providers are played. */
export interface Place {
  readonly draw: DrawPicture;
  readonly loadAjv: LoadAjv;
  /** Where results are read, without a final slash. Asked when one is published. */
  readonly filesUrl: () => string;
}

/** Providers that are ready to answer; how a request gets to them is the place's. */
export interface AssembledProviders {
  readonly control: ProvidersControl;
  /** Answers a request at `/<id>` or, where paths do not collide, at the root. */
  readonly answer: Handler;
  readonly readFile: FileStore["read"];
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
  { draw, loadAjv, filesUrl }: Place,
): AssembledProviders {
  const { timeScale = 1, seed = 1, latencyScale = 1 } = options;
  refuseUnknownProviders(emulations, options);
  const clock = createClock(timeScale);
  const pictures = createPictureStore(draw);
  const files = createFileStore(clock, filesUrl);
  const providers = emulations.map((emulation) => {
    const { id } = emulation;
    const rateLimit = options.rateLimits === false ? null : options.rateLimits?.[id];
    const settings = { clock, seed, latencyScale, pictures, files, rateLimit, loadAjv };
    return createProvider(emulation, {
      ...settings,
      balance: options.balances?.[id],
      switches: options.switches?.[id],
    });
  });
  const faults = createFaultRules();
  const requests = createRequestLog();
  const byId = <Value>(of: (provider: Provider) => Value) =>
    Object.fromEntries(providers.map((provider) => [provider.id, of(provider)]));

  return {
    answer: serveRequest({ providers, clock, faults, log: requests.add }),
    readFile: files.read,
    stop: () => clock.close(),
    control: {
      clock,
      wallets: byId(({ wallet }) => wallet),
      switches: byId(({ switches }) => switches.values),
      requests: requests.entries,
      taskCount: () => providers.reduce((sum, provider) => sum + provider.taskCount(), 0),
      setSwitch(id, name, value) {
        const provider = providers.find((candidate) => candidate.id === id);
        if (provider === undefined) throw new RangeError(`no provider "${id}" is emulated`);
        provider.switches.set(name, value);
      },
      inject: faults.inject,
      async warmUp() {
        for (const provider of providers) provider.warmUp();
        for (const mediaType of ["image/jpeg", "image/png"] as const) await draw({ ...smallPicture, mediaType });
      },
    },
  };
}

const smallPicture = { prompt: "", label: "", width: 256, height: 256, seed: 1, index: 1, count: 1, watermark: false };

function refuseUnknownProviders(emulations: readonly Emulation[], options: ProvidersOptions): void {
  const known = emulations.map(({ id }) => id);
  for (const option of [options.balances, options.switches, options.rateLimits || {}]) {
    for (const id of Object.keys(option ?? {})) {
      if (!known.includes(id)) throw new RangeError(`no provider "${id}" is emulated; there are ${known.join(", ")}`);
    }
  }
}
