import { expect } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { describeSwitches, type SwitchCase } from "../../emulator/src/testing/describe-switches.ts";
import threeDAIStudio from "./index.ts";

const generate = "/v1/images/seedream/v5/lite/generate/";
const edit = "/v1/images/seedream/v5/lite/edit/";
const pixel = "data:image/png;base64,iVBORw0KGgo=";
const headers = { authorization: "Bearer key", "content-type": "application/json" };
const free = { rateLimits: false } as const;
const limited = { rateLimits: { "3daistudio": { requests: 1, perMs: 60_000 } } } as const;
const hour = 3_600_000;

interface Status {
  readonly results?: readonly { readonly asset: string; readonly asset_type: string }[] | null;
  readonly [field: string]: unknown;
}

const call = (baseUrl: string, path: string, init: RequestInit = {}) =>
  fetch(`${baseUrl}${path}`, { headers, ...init });
const post = (baseUrl: string, body: object = {}, path = generate) =>
  call(baseUrl, path, { method: "POST", body: JSON.stringify({ prompt: "fox", ...body }) });
const submit = async (baseUrl: string, body: object = {}, path = generate) =>
  ((await (await post(baseUrl, body, path)).json()) as { task_id: string }).task_id;
const poll = (baseUrl: string, id: string) => call(baseUrl, `/v1/generation-request/${id}/status/`);
const statusOf = async (baseUrl: string, id: string) => (await poll(baseUrl, id)).json() as Promise<Status>;
const assetOf = ({ results }: Status) => results?.[0]?.asset ?? "";

/** The end of a task, seen a minute after it was submitted. */
const finished = async ({ clock }: Emulator, baseUrl: string, body: object = {}, path = generate) => {
  const id = await submit(baseUrl, body, path);
  await clock.advance(60_000);
  return { id, status: await statusOf(baseUrl, id) };
};
const imageOf = async (status: Status) =>
  (await fetch(assetOf(status))).json() as Promise<{ seed: number; width: number; height: number }>;
/** The status that a POST is answered with. */
const answered = (path: string, body: object, want: SwitchCase["want"]): SwitchCase => ({
  want,
  options: free,
  observe: async (_, baseUrl) => (await post(baseUrl, body, path)).status,
});
const throttled = async (baseUrl: string) => {
  await post(baseUrl);
  return post(baseUrl);
};
const bad = async (baseUrl: string) =>
  (await post(baseUrl, { num_images: 7 })).json() as Promise<Record<string, string>>;

describeSwitches(threeDAIStudio, {
  resultShape: {
    want: { seed: ["asset_url", "asset", "asset_type", "thumbnail"], newer: ["asset", "asset_type", "metadata"] },
    options: free,
    observe: async (emulator, baseUrl) => Object.keys((await finished(emulator, baseUrl)).status.results?.[0] ?? {}),
  },
  pendingResults: {
    want: { null: [null], empty: [[]], absent: [] },
    options: { ...free, latencyScale: 1 },
    async observe(_, baseUrl) {
      const status = await statusOf(baseUrl, await submit(baseUrl));
      return "results" in status ? [status.results] : [];
    },
  },
  progress: {
    want: { smooth: [expect.any(Number), false], coarse: [50, true] },
    options: { ...free, latencyScale: 1000 },
    async observe({ clock }, baseUrl) {
      const id = await submit(baseUrl);
      await clock.advance(10_000_000); // of 20,000 to 40,000 seconds
      const { progress } = await statusOf(baseUrl, id);
      return [progress, progress === 50];
    },
  },
  editAssetType: {
    want: { IMAGE: "IMAGE", EDITED_IMAGE: "EDITED_IMAGE" },
    options: free,
    async observe(emulator, baseUrl) {
      const { status } = await finished(emulator, baseUrl, { image_urls: [pixel] }, edit);
      return status.results?.[0]?.asset_type;
    },
  },
  expiredAnswer: {
    want: { "not-found": [404], gone: [410], "empty-results": [200, []], "dead-links": [200, [404]] },
    options: free,
    async observe(emulator, baseUrl) {
      const { id } = await finished(emulator, baseUrl);
      await emulator.clock.advance(25 * hour);
      const response = await poll(baseUrl, id);
      if (response.status !== 200) return [response.status];
      const { results } = (await response.json()) as Status;
      return [200, await Promise.all((results ?? []).map(async ({ asset }) => (await fetch(asset)).status))];
    },
  },
  expiryFrom: {
    want: { finish: 200, submit: 404 },
    options: { ...free, latencyScale: 100 }, // a task of half an hour and more
    async observe({ clock }, baseUrl) {
      const id = await submit(baseUrl);
      await clock.advance(24 * hour + 60_000);
      return (await poll(baseUrl, id)).status;
    },
  },
  pollsCount: {
    want: { true: 429, false: 200 },
    options: limited,
    observe: async (_, baseUrl) => (await poll(baseUrl, await submit(baseUrl))).status,
  },
  retryAfter: {
    want: { on: "60", off: null },
    options: limited,
    observe: async (_, baseUrl) => (await throttled(baseUrl)).headers.get("retry-after"),
  },
  throttledCode: {
    want: { RATE_LIMITED: "RATE_LIMITED", rate_limited: "rate_limited" },
    options: limited,
    observe: async (_, baseUrl) => ((await (await throttled(baseUrl)).json()) as Record<string, string>).error_code,
  },
  errorCodeCase: {
    want: { lower: "validation_failed", upper: "VALIDATION_FAILED" },
    observe: async (_, baseUrl) => (await bad(baseUrl)).error_code,
  },
  errorKeys: {
    want: {
      "error/error_code": ["error", "error_code"],
      "message/code": ["message", "code"],
      "detail/code": ["detail", "code"],
      "detail/error_code": ["detail", "error_code"],
    },
    observe: async (_, baseUrl) => Object.keys(await bad(baseUrl)),
  },
  missingSlash: {
    want: { redirect: 301, "not-found": 404, served: 200 },
    observe: async (_, baseUrl) =>
      (await call(baseUrl, generate.slice(0, -1), { method: "POST", body: '{"prompt":"fox"}', redirect: "manual" }))
        .status,
  },
  submitStatus: answered(generate, {}, { 200: 200, 201: 201 }),
  failedStatus: {
    want: { 200: 200, 422: 422 },
    options: free,
    async observe(emulator, baseUrl) {
      emulator.addFault("failed");
      return (await poll(baseUrl, (await finished(emulator, baseUrl)).id)).status;
    },
  },
  editUrls: answered(edit, { image_urls: ["https://example.com/fox.png"] }, { refused: 400, accepted: 200 }),
  storageAuthorization: {
    want: { refused: 400, ignored: 200 },
    options: free,
    async observe(emulator, baseUrl) {
      const { status } = await finished(emulator, baseUrl);
      return (await fetch(assetOf(status), { headers })).status;
    },
  },
  assetFormat: {
    want: { "image/png": "image/png", "image/jpeg": "image/jpeg" },
    options: free,
    async observe(emulator, baseUrl) {
      const { status } = await finished(emulator, baseUrl);
      return (await fetch(assetOf(status))).headers.get("content-type");
    },
  },
  autoLayout: {
    want: { varied: false, square: true },
    options: free,
    async observe(emulator, baseUrl) {
      const { width, height } = await imageOf((await finished(emulator, baseUrl)).status);
      return width === height;
    },
  },
  seedEffect: {
    want: { reproducible: true, none: false },
    options: free,
    async observe(emulator, baseUrl) {
      const { seed } = await imageOf((await finished(emulator, baseUrl, { seed: 7 })).status);
      return seed === 7;
    },
  },
  unknownFields: answered(generate, { steps: 4 }, { refused: 400, ignored: 200 }),
  walletPath: {
    want: { both: [200, 200], newer: [200, 404], older: [404, 200] },
    options: free,
    observe: async (_, baseUrl) => [
      (await call(baseUrl, "/account/user/wallet/")).status,
      (await call(baseUrl, "/user/wallet/")).status,
    ],
  },
  validationForm: {
    want: { text: ["error", "error_code"], "by-field": ["num_images"] },
    observe: async (_, baseUrl) => Object.keys(await bad(baseUrl)),
  },
  failureReason: {
    want: { text: "The generation failed.", null: null },
    options: free,
    async observe(emulator, baseUrl) {
      emulator.addFault("failed");
      return (await finished(emulator, baseUrl)).status.failure_reason;
    },
  },
});
