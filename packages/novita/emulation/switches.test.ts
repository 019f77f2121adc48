import { expect } from "vitest";
import { describeSwitches, type SwitchCase } from "../../emulator/src/testing/describe-switches.ts";
import novita from "./index.ts";

const json = { "content-type": "application/json" };
const post = (baseUrl: string, body: object = {}, headers: object = { authorization: "Bearer key" }) =>
  fetch(`${baseUrl}/v3/seedream-5.0-lite`, {
    method: "POST",
    headers: { ...json, ...headers },
    body: JSON.stringify({ prompt: "fox", ...body }),
  });
const images = async (response: Response) => ((await response.json()) as { images: (string | null)[] }).images;
const reason = async (response: Response) => ((await response.json()) as { reason: string }).reason;
const image = async (response: Response) => (await fetch((await images(response))[0] ?? "")).json();
/** The status that a body is answered with. */
const status = (body: object, want: SwitchCase["want"]): SwitchCase => ({
  want,
  observe: async (_, baseUrl) => (await post(baseUrl, body)).status,
});
const sequence = { sequential_image_generation: "auto" };
const upTo = (max_images: number) => ({ ...sequence, sequential_image_generation_options: { max_images } });
const counts = Object.fromEntries(Array.from({ length: 15 }, (_, count) => [count, count || 15]));

describeSwitches(novita, {
  imageForm: {
    want: { url: "http", base64: "eyJw", "data-uri": "data" },
    observe: async (_, baseUrl) => (await images(await post(baseUrl)))[0]?.slice(0, 4),
  },
  mediaType: {
    want: { "image/jpeg": "image/jpeg", "image/png": "image/png" },
    observe: async (_, baseUrl) =>
      (await fetch((await images(await post(baseUrl)))[0] ?? "")).headers.get("content-type"),
  },
  urlLifetimeHours: {
    want: { 1: [404, 404, 404], 24: [200, 404, 404], 168: [200, 200, 404] },
    async observe({ clock }, baseUrl) {
      const [url] = await images(await post(baseUrl));
      const seen = [];
      for (const hours of [2, 24, 144]) {
        await clock.advance(hours * 3_600_000);
        seen.push((await fetch(url ?? "")).status);
      }
      return seen;
    },
  },
  tierSize: {
    want: { square: [2048, 2048], observed: [2720, 1536] },
    async observe(_, baseUrl) {
      const { width, height } = await image(await post(baseUrl, { size: "2K" }));
      return [width, height];
    },
  },
  sizeLimits: status({ size: "4096x4096" }, { seed: 400, upstream: 200 }),
  imageItems: status({ image: [{ url: "https://example.com/fox.png" }] }, { strings: 400, "strings-or-objects": 200 }),
  plainBase64: status({ image: ["iVBORw0K"] }, { accepted: 200, refused: 400 }),
  optimizeModes: status({ optimize_prompt_options: { mode: "fast" } }, { any: 200, standard: 400 }),
  sequentialDefault: {
    want: { 15: 15, 1: 1, 2: 2, 4: 4 },
    observe: async (_, baseUrl) => (await images(await post(baseUrl, sequence))).length,
  },
  sequentialCount: {
    want: counts,
    observe: async (_, baseUrl) => (await images(await post(baseUrl, sequence))).length,
  },
  totalImages: status({ image: ["https://example.com/fox.png"], ...upTo(15) }, { unlimited: 200, fifteen: 400 }),
  moderatedImage: {
    want: { omitted: ["http", "http"], empty: ["http", "", "http"], null: ["http", null, "http"] },
    async observe(emulator, baseUrl) {
      emulator.addFault("moderated");
      return (await images(await post(baseUrl, upTo(3)))).map((image) => (image === null ? null : image.slice(0, 4)));
    },
  },
  balanceError: {
    want: { 403: "NOT_ENOUGH_BALANCE", 400: "BILLING_BALANCE_NOT_ENOUGH" },
    options: { balances: { novita: 0.01 } },
    observe: async (_, baseUrl) => reason(await post(baseUrl)),
  },
  authErrors: {
    want: { observed: ["FAILED_TO_AUTH", "FAILED_TO_AUTH"], table: ["MISSING_API_KEY", "INVALID_API_KEY"] },
    observe: async (_, baseUrl) => [
      await reason(await post(baseUrl, {}, {})),
      await reason(await post(baseUrl, {}, { authorization: "Bearer invalid" })),
    ],
  },
  traceHeader: {
    want: { sent: true, absent: false },
    observe: async (_, baseUrl) => (await post(baseUrl)).headers.has("x-trace-id"),
  },
  chargeUsd: {
    want: { 0.035: 9.93, 0: 10, 0.028: 9.944, 0.04: 9.92 },
    async observe({ wallets }, baseUrl) {
      await post(baseUrl, upTo(2));
      return wallets.novita?.balance();
    },
  },
  unknownFields: status({ steps: 4 }, { refused: 400, ignored: 200 }),
  retryAfter: {
    want: { absent: [429, null], seconds: [429, "60"] },
    options: { rateLimits: { novita: { requests: 1, perMs: 60_000 } } },
    async observe(_, baseUrl) {
      await post(baseUrl);
      const refused = await post(baseUrl);
      return [refused.status, refused.headers.get("retry-after")];
    },
  },
  moderationMessage: {
    want: { plain: "illegal prompt", "upstream-json": expect.stringContaining("InputTextSensitiveContentDetected") },
    async observe(emulator, baseUrl) {
      emulator.addFault("moderated");
      return ((await (await post(baseUrl)).json()) as { message: string }).message;
    },
  },
});
