import { describeSwitches, type SwitchCase } from "../../emulator/src/testing/describe-switches.ts";
import segmind from "./index.ts";

const lite = "seedream-v5-lite-text-to-image";
const edit = "seedream-v5-lite-image-to-image";
const key = { "x-api-key": "key" };
const post = (baseUrl: string, path = `/v1/${lite}`, body: object = {}, headers: object = key) =>
  fetch(`${baseUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ prompt: "fox", ...body }),
  });
const get = (baseUrl: string, path: string) => fetch(`${baseUrl}${path}`, { headers: key });
const kind = (response: Response) => response.headers.get("content-type");
/** The status that a body is answered with. */
const status = (path: string, body: object, want: SwitchCase["want"]): SwitchCase => ({
  want,
  observe: async (_, baseUrl) => (await post(baseUrl, path, body)).status,
});
const submit = async (baseUrl: string, body: object = {}) =>
  ((await (await post(baseUrl, `/v2/${lite}`, body)).json()) as { request_id: string }).request_id;
const result = async (baseUrl: string, id: string) =>
  (await get(baseUrl, `/v2/requests/${id}`)).json() as Promise<Record<string, unknown>>;
/** What a request of v2 gives in the end. */
const gives = (
  want: SwitchCase["want"],
  of: (given: Record<string, unknown>) => unknown,
  body: object = {},
): SwitchCase => ({
  want,
  async observe({ clock }, baseUrl) {
    const id = await submit(baseUrl, body);
    await clock.advance(60_000);
    return of(await result(baseUrl, id));
  },
});
const limited = { rateLimits: { segmind: { requests: 1, perMs: 60_000 } } } as const;
const throttled = async (baseUrl: string, header: string) => {
  await post(baseUrl);
  return (await post(baseUrl)).headers.get(header);
};

describeSwitches(segmind, {
  responseForm: {
    want: { bytes: "image/jpeg", json: "application/json" },
    observe: async (_, baseUrl) => kind(await post(baseUrl)),
  },
  jsonForm: {
    want: { list: ["0"], output: ["output"], files: ["images"], base64: ["image"] },
    beside: { responseForm: "json" },
    observe: async (_, baseUrl) => Object.keys((await (await post(baseUrl)).json()) as object),
  },
  multipleForm: {
    want: { "json-urls": "application/json", "first-image-bytes": "image/jpeg" },
    observe: async (_, baseUrl) => kind(await post(baseUrl, undefined, { max_images: 2 })),
  },
  billing: {
    want: { "per-generation": 9.965, "per-image": 9.895 },
    async observe({ wallets }, baseUrl) {
      await post(baseUrl, undefined, { max_images: 3 });
      return wallets.segmind?.balance();
    },
  },
  mediaType: {
    want: { "image/jpeg": "image/jpeg", "image/png": "image/png", "image/webp": "image/webp" },
    observe: async (_, baseUrl) => kind(await post(baseUrl)),
  },
  bearer: {
    want: { refused: 401, accepted: 200 },
    observe: async (_, baseUrl) => (await post(baseUrl, undefined, {}, { authorization: "Bearer key" })).status,
  },
  fastPrompt: status(`/v1/${lite}`, { optimize_prompt: "fast" }, { accepted: 200, refused: 400 }),
  enumStatus: status(`/v1/${lite}`, { size: "4K" }, { 400: 400, 406: 406 }),
  unknownFields: status(`/v1/${lite}`, { steps: 4 }, { refused: 400, ignored: 200 }),
  dataUris: status(`/v1/${edit}`, { image_input: ["data:image/png;base64,iVBORw0K"] }, { accepted: 200, refused: 400 }),
  headerNumbers: {
    want: { short: "0.035", "six-decimals": "0.035000" },
    observe: async (_, baseUrl) => (await post(baseUrl)).headers.get("x-cost"),
  },
  resetFormat: {
    want: { iso: "0000-00-00T00:00:00.000Z", "iso-without-zone": "0000-00-00 00:00:00", "epoch-seconds": "0000000000" },
    options: limited,
    observe: async (_, baseUrl) => (await throttled(baseUrl, "x-rate-limit-reset-at-utc"))?.replaceAll(/\d/g, "0"),
  },
  resultLifetimeHours: {
    want: { 1: [404, 404, 404], 24: [200, 404, 404], 168: [200, 200, 404] },
    beside: { responseForm: "json" },
    async observe({ clock }, baseUrl) {
      const [url] = (await (await post(baseUrl)).json()) as [string];
      const seen = [];
      for (const hours of [2, 24, 144]) {
        await clock.advance(hours * 3_600_000);
        seen.push((await fetch(url)).status);
      }
      return seen;
    },
  },
  requestLifetimeHours: {
    want: { 1: [404, 404, 404], 24: [200, 404, 404], 168: [200, 200, 404] },
    async observe({ clock }, baseUrl) {
      const id = await submit(baseUrl);
      const seen = [];
      for (const hours of [2, 24, 144]) {
        await clock.advance(hours * 3_600_000);
        seen.push((await get(baseUrl, `/v2/requests/${id}/status`)).status);
      }
      return seen;
    },
  },
  asyncOutput: gives({ first: "string", list: "object" }, ({ output }) => typeof output, { max_images: 2 }),
  asyncImages: gives({ files: true, absent: false }, (given) => "images" in given),
  asyncTimings: gives({ empty: {}, absent: "absent" }, ({ timings = "absent" }) => timings),
  earlyResult: {
    want: { status: 200, "not-found": 404 },
    options: { latencyScale: 1 },
    observe: async (_, baseUrl) => (await get(baseUrl, `/v2/requests/${await submit(baseUrl)}`)).status,
  },
  pollsCount: {
    want: { true: 429, false: 200 },
    options: limited,
    observe: async (_, baseUrl) => (await get(baseUrl, `/v2/requests/${await submit(baseUrl)}/status`)).status,
  },
  retryAfter: {
    want: { absent: null, seconds: "60" },
    options: limited,
    observe: (_, baseUrl) => throttled(baseUrl, "retry-after"),
  },
  creditsMessage: {
    want: { "balance-and-cost": "Insufficient credits: balance 0.01, cost 0.035", bare: "Insufficient credits" },
    options: { balances: { segmind: 0.01 } },
    observe: async (_, baseUrl) => ((await (await post(baseUrl)).json()) as { error: string }).error,
  },
  authErrorForm: {
    want: { error: ["error"], described: ["error", "error_description", "status_code"] },
    observe: async (_, baseUrl) => Object.keys((await (await post(baseUrl, undefined, {}, {})).json()) as object),
  },
});
