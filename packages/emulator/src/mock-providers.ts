import type { DrawImage, Emulation, OptionNames } from "@seedbed/core/emulation";
import { type HttpHandler, http } from "msw";
import { assembleProviders } from "./assemble-providers.ts";
import { checkNames } from "./check-options.ts";
import { type ProvidersControl, type ProvidersOptions, providersOptionNames } from "./options.ts";
import type { LoadAjv } from "./validate.ts";

/** How providers are set up that answer through MSW. */
export interface MockOptions extends ProvidersOptions {
  /** Further addresses at which a provider answers, by provider, e.g. that of a proxy. Its own host always does. */
  readonly baseUrls?: Readonly<Record<string, string>>;
  /** Where results are read; nothing needs to listen there. @default "https://files.seedbed.invalid" */
  readonly filesUrl?: string;
}

const mockOptionNames = {
  ...providersOptionNames,
  baseUrls: true,
  filesUrl: true,
} as const satisfies OptionNames<MockOptions>;

/** Emulated providers behind MSW handlers. */
export interface MockedProviders extends ProvidersControl, Disposable {
  /** For `setupServer(...handlers)` or `setupWorker(...handlers)`. */
  readonly handlers: HttpHandler[];
  /** Ends every wait that is under way. */
  close(): void;
}

/** Sets providers up behind MSW handlers: each at its own host and at the base URL given, the results at the files' URL. */
export function mockProviders(
  emulations: readonly Emulation[],
  options: MockOptions,
  platform: { draw: DrawImage; loadAjv: LoadAjv },
): MockedProviders {
  checkNames("emulateWithMsw", options, mockOptionNames);
  const filesUrl = (options.filesUrl ?? "https://files.seedbed.invalid").replace(/\/+$/, "");
  const { draw = platform.draw, baseUrls = {} } = options;
  for (const id of Object.keys(baseUrls)) {
    if (!emulations.some((emulation) => emulation.id === id)) throw new RangeError(`no provider "${id}" is emulated`);
  }
  const { control, answer, readFile, begin, stop } = assembleProviders(emulations, options, {
    draw,
    loadAjv: platform.loadAjv,
    filesUrl: () => filesUrl,
    checkRule({ fault }) {
      if (fault.kind !== "reset") return;
      throw new RangeError("MSW has no connection to break: reset is a fault of startEmulator alone");
    },
  });
  begin();
  const handlers = emulations.flatMap((emulation) =>
    addressesOf(emulation, baseUrls[emulation.id]).map((address) =>
      handlerAt(address, async (request, path) => {
        const { pathname } = new URL(request.url);
        const prefix = pathname.slice(0, pathname.length - path.length);
        const response = await answer(await atMount(request, emulation.id, path), { ...unbreakable, prefix });
        return response ?? Response.error();
      }),
    ),
  );
  return {
    ...control,
    handlers: [...handlers, handlerAt(`${filesUrl}/files`, readFile)],
    close: stop,
    [Symbol.dispose]: stop,
  };
}

/** There is none to break: the body fails, as it would with it. */
const unbreakable = {
  break(): never {
    throw new TypeError("the connection is broken");
  },
};

/** The provider's own hosts, by its document, and the one that was given. */
function addressesOf({ openapi }: Emulation, baseUrl: string | undefined): string[] {
  // The bundle is checked by the spec's own linter; only what is read here is named.
  const { servers = [] } = openapi as { servers?: { url: string }[] };
  return [...servers.map(({ url }) => url), ...(baseUrl === undefined ? [] : [baseUrl])];
}

/** Handles every request to an address and below it. */
function handlerAt(address: string, respond: (request: Request, path: string) => Promise<Response>): HttpHandler {
  const { origin, pathname } = new URL(address);
  const base = pathname.replace(/\/+$/, "");
  const isBelow = (url: URL) => url.origin === origin && (url.pathname === base || url.pathname.startsWith(`${base}/`));
  return http.all(
    ({ request }) => isBelow(new URL(request.url)),
    ({ request }) => respond(request, new URL(request.url).pathname.slice(base.length)),
  );
}

/** The same request at the provider's mount, where `answer` finds it. */
async function atMount(request: Request, id: string, path: string): Promise<Request> {
  const { method, headers } = request;
  const url = new URL(request.url);
  url.pathname = `/${id}${path}`;
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(url, { method, headers, ...(hasBody && { body: await request.arrayBuffer() }) });
}
