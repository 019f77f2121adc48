import { InvalidRequestError, type Provider, type ProviderClient } from "@seedbed/core";
import type { Serve } from "./emulated.ts";
import type { Subject } from "./subject.ts";

/** A client whose requests, or their answers, are changed. */
const sending =
  (change: (send: Serve) => Serve) =>
  (provider: Provider): Provider => ({
    ...provider,
    create: (options = {}) =>
      provider.create({
        ...options,
        fetch: (url, init) =>
          change(async (request) => {
            const { method, headers, redirect, signal } = request;
            const body = method === "POST" ? { body: await request.text() } : {};
            const parts = { method, headers: Object.fromEntries(headers), redirect, signal, ...body };
            return (options.fetch ?? globalThis.fetch)(request.url, parts);
          })(new Request(url, init)),
      }),
  });

/** A client of which a function does something else. */
const acting =
  (change: (client: ProviderClient) => Partial<ProviderClient>) =>
  (provider: Provider): Provider => ({
    ...provider,
    create: (options) => {
      const client = provider.create(options);
      return { ...client, ...change(client) };
    },
  });

const withBody = (change: (body: Record<string, unknown>) => object) =>
  sending((send) => async (request) => {
    if (request.method !== "POST") return send(request);
    const body = JSON.stringify(change(await request.json()));
    return send(new Request(request.url, { method: "POST", headers: request.headers, body }));
  });

/** The same request with something else about it. */
async function renewed(request: Request, url: string, headers = request.headers): Promise<Request> {
  const body = request.method === "POST" ? { body: await request.text() } : {};
  return new Request(url, { method: request.method, headers, ...body });
}

const isApi = ({ url }: Request) => new URL(url).host.startsWith("api.");

/** Clients that do what a client of these providers must not. */
export const clients: readonly Subject[] = [
  {
    name: "sends-unknown-field",
    provider: "novita",
    verdict: "violation",
    at: /body\.style.* is not a field of the spec/,
    client: withBody((body) => ({ ...body, style: "ink" })),
  },
  {
    name: "injects-defaults",
    provider: "segmind",
    verdict: "violation",
    at: /request\.body\.watermark.* is false, not absent/,
    client: withBody((body) => ({ watermark: false, ...body })),
  },
  {
    name: "drops-a-setting",
    provider: "segmind",
    verdict: "violation",
    at: /request\.body\.seed.* is absent, not/,
    client: withBody(({ seed: _, ...body }) => body),
  },
  {
    name: "sends-a-number-as-text",
    provider: "segmind",
    verdict: "violation",
    at: /request\.body\.max_images.*must be integer/,
    client: withBody((body) => ("max_images" in body ? { ...body, max_images: String(body.max_images) } : body)),
  },
  {
    name: "retries-paid-post",
    provider: "novita",
    verdict: "violation",
    at: /sent 2 paid POSTs|No match|No exchange is left/i,
    client: sending((send) => async (request) => {
      const again = request.clone();
      const response = await send(request);
      return response.status >= 500 && request.method === "POST" ? send(again) : response;
    }),
  },
  {
    name: "swallows-error",
    provider: "novita",
    verdict: "violation",
    at: /gave no error, not/,
    client: acting(({ call }) => ({
      call: (operation, request, options) => call(operation, request, options).catch(() => ({ images: [] })),
    })),
  },
  {
    name: "tells-every-error-as-one",
    provider: "3daistudio",
    verdict: "violation",
    at: /gave InvalidRequestError: .*, not/,
    client: acting(({ call }) => ({
      call: (operation, request, options) =>
        call(operation, request, options).catch(() => Promise.reject(new InvalidRequestError("It did not work."))),
    })),
  },
  {
    name: "crashes",
    provider: "novita",
    verdict: "harness",
    at: /Cannot read properties of undefined/,
    client: acting(() => ({
      call: () => Promise.reject(new TypeError("Cannot read properties of undefined (reading '0')")),
    })),
  },
  {
    name: "follows-redirect-of-post",
    provider: "3daistudio",
    verdict: "violation",
    at: /redirect|expect\.error|No match/i,
    client: sending((send) => async (request) => {
      const again = request.clone();
      const response = await send(request);
      const target = response.headers.get("location");
      return response.status === 301 && target
        ? send(await renewed(again, new URL(target, request.url).href))
        : response;
    }),
  },
  {
    name: "key-in-query",
    provider: "segmind",
    verdict: "violation",
    at: /query\.api_key is not a parameter of the spec/,
    client: sending(
      (send) => async (request) =>
        isApi(request)
          ? send(await renewed(request, `${request.url}?api_key=${request.headers.get("x-api-key")}`))
          : send(request),
    ),
  },
  {
    name: "sends-no-key",
    provider: "novita",
    verdict: "violation",
    at: /headers\.authorization is missing/,
    client: sending((send) => async (request) => {
      const headers = new Headers(request.headers);
      headers.delete("authorization");
      return send(await renewed(request, request.url, headers));
    }),
  },
  {
    name: "sends-the-key-in-another-form",
    provider: "novita",
    verdict: "violation",
    at: /authorization is Token /,
    client: sending((send) => async (request) => {
      const headers = new Headers(request.headers);
      const key = headers.get("authorization");
      if (key) headers.set("authorization", key.replace("Bearer", "Token"));
      return send(await renewed(request, request.url, headers));
    }),
  },
  {
    name: "sends-the-key-with-a-download",
    provider: "novita",
    verdict: "violation",
    at: /authorization is Bearer .*, not absent/,
    client: sending((send) => async (request) => {
      const headers = new Headers(request.headers);
      headers.set("authorization", "Bearer YOUR_API_KEY");
      return send(await renewed(request, request.url, headers));
    }),
  },
  {
    name: "ignores-retry-after",
    provider: "novita",
    verdict: "violation",
    at: /waitedMs/,
    client: (provider) => ({
      ...provider,
      create: ({ clock, ...options } = {}) =>
        provider.create({
          ...options,
          ...(clock
            ? { clock: { now: () => clock.now(), delay: (ms, signal) => clock.delay(Math.min(ms, 1), signal) } }
            : {}),
        }),
    }),
  },
  {
    name: "sends-what-it-was-to-refuse",
    provider: "novita",
    verdict: "violation",
    at: /was to send none/,
    client: (provider) => ({
      ...provider,
      create: (options = {}) => ({
        ...provider.create(options),
        call: async (_operation, body) => {
          const headers = { authorization: `Bearer ${options.apiKey}`, "content-type": "application/json" };
          const init = { method: "POST", headers, body: JSON.stringify(body) };
          return (options.fetch ?? fetch)(`${provider.baseUrl}/v3/seedream-5.0-lite`, init);
        },
      }),
    }),
  },
  {
    name: "calls-another-path",
    provider: "3daistudio",
    verdict: "violation",
    at: /is not an operation of the spec|did not call/,
    client: sending((send) => async (request) => send(await renewed(request, request.url.replace(/\/$/, "")))),
  },
  {
    name: "takes-a-failed-job-for-a-success",
    provider: "3daistudio",
    verdict: "violation",
    at: /not a GenerationFailedError/,
    client: sending((send) => async (request) => {
      const response = await send(request);
      if (!request.url.includes("/status/") || !response.ok) return response;
      return new Response((await response.text()).replace("FAILED", "FINISHED"), response);
    }),
  },
  {
    name: "gives-no-image",
    provider: "segmind",
    verdict: "violation",
    at: /gave no image|expect\.images/,
    client: acting(({ call }) => ({
      call: async (operation, request, options) => ({
        ...((await call(operation, request, options)) as object),
        images: [],
      }),
    })),
  },
];
