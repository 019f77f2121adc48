import type { Emulation } from "@seedbed/core/emulation";
import { ADMIN_PATH, serveAdmin } from "./admin/serve-admin.ts";
import { assembleProviders } from "./assemble-providers.ts";
import { checkNames } from "./check-options.ts";
import { listen } from "./http-server.ts";
import { drawOnFirstUse } from "./image/draw-on-first-use.ts";
import { type Emulator, type EmulatorOptions, emulatorOptionNames } from "./options.ts";
import { requireAjv } from "./require-ajv.ts";

/**
 * Starts a local server that plays the given providers, each under `/<id>` and, where paths do not collide, at the root.
 *
 * @throws RangeError for an option that names a provider, switch or value that does not exist.
 */
export async function startEmulator(
  emulations: readonly Emulation[],
  options: EmulatorOptions = {},
): Promise<Emulator> {
  checkNames("startEmulator", options, emulatorOptionNames);
  const { host = "127.0.0.1", port = 0, replaceGlobals = false, draw = drawOnFirstUse } = options;
  let filesUrl = "";
  const { control, answer, readFile, begin, stop } = assembleProviders(emulations, options, {
    draw,
    loadAjv: requireAjv,
    filesUrl: () => filesUrl,
  });

  const dated = async (answering: Promise<Response>) => {
    const response = await answering;
    response.headers.set("date", new Date(control.clock.now()).toUTCString());
    return response;
  };
  const fileServer = await listen((request) => dated(readFile(request)), { host, port: 0, replaceGlobals });
  filesUrl = fileServer.url;
  const addresses = (url: string) => ({
    url,
    baseUrls: Object.fromEntries(emulations.map(({ id }) => [id, `${url}/${id}`])),
    filesUrl,
  });
  const admin = serveAdmin(control, () => addresses(server.url));
  const server = await (async () => {
    begin();
    return listen(
      (request, connection) => (isAdmin(request) ? dated(admin(request, connection)) : answer(request, connection)),
      { host, port, replaceGlobals },
    );
  })().catch(async (error: unknown) => {
    await fileServer.close();
    throw error;
  });

  const close = async () => {
    stop();
    await Promise.all([server.close(), fileServer.close()]);
  };
  return {
    ...control,
    ...addresses(server.url),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const isAdmin = ({ url }: Request) =>
  url.includes(ADMIN_PATH) && `${new URL(url).pathname}/`.startsWith(`${ADMIN_PATH}/`);
