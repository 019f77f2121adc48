import type { Emulation } from "@seedbed/core/emulation";
import { createClock } from "./clock.ts";
import { createFaultRules } from "./fault/fault-rules.ts";
import { createFileStore } from "./file-store.ts";
import { listen } from "./http-server.ts";
import type { Emulator, EmulatorOptions } from "./options.ts";
import { createPictureStore } from "./picture-store.ts";
import { createProvider, type Provider } from "./provider.ts";
import { createRequestLog } from "./request-log.ts";
import { serveRequest } from "./serve-request.ts";

/**
 * Starts a local server that plays the given providers, each under `/<id>` and, where paths do not collide, at the root.
 *
 * @throws RangeError for an option that names a provider, switch or value that does not exist.
 */
export async function startEmulator(
  emulations: readonly Emulation[],
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const { host = "127.0.0.1", port = 0, timeScale = 1, seed = 1, latencyScale = 1 } = options;
  refuseUnknownProviders(emulations, options);
  const clock = createClock(timeScale);
  const draw = options.draw ?? drawOnFirstUse;
  const pictures = createPictureStore(draw);
  let filesUrl = "";
  const files = createFileStore(clock, () => filesUrl);
  const providers = emulations.map((emulation) => {
    const { id } = emulation;
    const rateLimit = options.rateLimits === false ? null : options.rateLimits?.[id];
    const settings = { clock, seed, latencyScale, pictures, files, rateLimit };
    return createProvider(emulation, {
      ...settings,
      balance: options.balances?.[id],
      switches: options.switches?.[id],
    });
  });
  const faults = createFaultRules();
  const requests = createRequestLog();

  const fileServer = await listen(files.read, host, 0);
  filesUrl = fileServer.url;
  const server = await listen(serveRequest({ providers, clock, faults, log: requests.add }), host, port).catch(
    async (error: unknown) => {
      await fileServer.close();
      throw error;
    },
  );

  const close = async () => {
    clock.close();
    await Promise.all([server.close(), fileServer.close()]);
  };
  const byId = <Value>(of: (provider: Provider) => Value) =>
    Object.fromEntries(providers.map((provider) => [provider.id, of(provider)]));

  return {
    url: server.url,
    filesUrl,
    baseUrls: byId(({ id }) => `${server.url}/${id}`),
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
    close,
    [Symbol.asyncDispose]: close,
  };
}

const smallPicture = { prompt: "", label: "", width: 256, height: 256, seed: 1, index: 1, count: 1, watermark: false };

/** The canvas costs 50 ms and more to load, so it waits for the first picture. */
const drawOnFirstUse: EmulatorOptions["draw"] & {} = async (request) => {
  const { drawPicture } = await import("./picture/draw-picture.ts");
  return drawPicture(request);
};

function refuseUnknownProviders(emulations: readonly Emulation[], options: EmulatorOptions): void {
  const known = emulations.map(({ id }) => id);
  for (const option of [options.balances, options.switches, options.rateLimits || {}]) {
    for (const id of Object.keys(option ?? {})) {
      if (!known.includes(id)) throw new RangeError(`no provider "${id}" is emulated; there are ${known.join(", ")}`);
    }
  }
}
