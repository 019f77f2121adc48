import { afterEach, expect, test } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/src/index.ts";
import threeDAIStudio from "./index.ts";

const generate = "/v1/images/seedream/v5/lite/generate/";
const edit = "/v1/images/seedream/v5/lite/edit/";

let emulator: Emulator;
afterEach(() => emulator.close());
const start = async (switches: Record<string, string> = {}, options: EmulatorOptions = {}) => {
  const settings = { rateLimits: false, draw: async () => new Uint8Array(1), ...options } as const;
  emulator = await startEmulator([threeDAIStudio], { ...settings, switches: { "3daistudio": switches } });
};
const call = (path: string, init: RequestInit = {}) =>
  fetch(`${emulator.baseUrls["3daistudio"]}${path}`, {
    headers: { authorization: "Bearer key", "content-type": "application/json" },
    ...init,
  });
const post = (path: string, body: unknown) => call(path, { method: "POST", body: JSON.stringify(body) });
const refusal = async (response: Response) => [response.status, await response.json()];

test("a call that starts no task uses no fault of one up", async () => {
  await start({}, { balances: { "3daistudio": 10 }, faults: ["3daistudio:failed"] });
  const redirected = await call(generate.slice(0, -1), { method: "POST", body: "{}", redirect: "manual" });
  const refused = [await post(generate, {}), await post(generate, { prompt: "fox", num_images: 2 })];
  expect([redirected, ...refused].map(({ status }) => status)).toEqual([301, 400, 402]);
  const { task_id } = (await (await post(generate, { prompt: "fox" })).json()) as { task_id: string };
  await emulator.clock.advance(60_000);
  expect(await refusal(await call(`/v1/generation-request/${task_id}/status/`))).toMatchObject([
    200,
    { status: "FAILED" },
  ]);
});

test("an error that a test orders has the code that was asked for, whatever the switches say, and the headers of any", async () => {
  await start({ errorCodeCase: "upper" });
  const ordered = async (status: number, code?: string) => {
    emulator.order("3daistudio", "seedreamV5LiteGenerate", status, code);
    const response = await post(generate, { prompt: "fox" });
    const { error_code } = (await response.json()) as { error_code: string };
    return [error_code, response.headers.get("retry-after")];
  };
  expect(await ordered(429, "rate_limited")).toEqual(["rate_limited", "60"]);
  expect(await ordered(400, "validation_failed")).toEqual(["validation_failed", null]);
  expect(await ordered(429)).toEqual(["RATE_LIMITED", "60"]);
  expect(await ordered(400)).toEqual(["VALIDATION_FAILED", null]);
  emulator.setSwitch("3daistudio", "retryAfter", "off");
  expect(await ordered(429)).toEqual(["RATE_LIMITED", null]);
});

test("every refusal of a body has the framework's form where the switch says so", async () => {
  await start({ validationForm: "by-field" });
  const bodies = [
    { prompt: "fox", image_urls: ["data:image/png;base64,AAA"] },
    { prompt: "fox", image_urls: [5] },
  ];
  const refused = await Promise.all(bodies.map(async (body) => refusal(await post(edit, body))));
  expect(refused).toEqual(bodies.map(() => [400, { "image_urls[0]": [expect.any(String)] }]));
  expect(await refusal(await call(edit, { method: "POST", body: "{" }))).toEqual([
    400,
    { detail: "JSON parse error." },
  ]);
});
