import { afterEach, describe, expect, test } from "vitest";
import { emulation as threeDAIStudio } from "../../../3daistudio/emulation/index.ts";
import { emulation as novita } from "../../../novita/emulation/index.ts";
import { emulation as segmind } from "../../../segmind/emulation/index.ts";
import type { Emulator, EmulatorOptions } from "../options.ts";
import { startEmulator } from "../start-emulator.ts";
import type { EmulatorState } from "./emulator-state.ts";

const emulations = [segmind, threeDAIStudio, novita];
const draw = async ({ prompt }: { prompt: string }) => new TextEncoder().encode(prompt);
const started: Emulator[] = [];
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.close();
});
async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(emulations, { draw, latencyScale: 0.001, ...options });
  started.push(emulator);
  return emulator;
}
/** Through a file, as it were. */
const carried = (emulator: Emulator): unknown => JSON.parse(JSON.stringify(emulator.saveState()));

const headers = { authorization: "Bearer key", "x-api-key": "key", "content-type": "application/json" };
const post = async (url: string, body: object) =>
  (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json() as Promise<Record<string, string>>;
const submit = async ({ baseUrls }: Emulator) =>
  (await post(`${baseUrls["3daistudio"]}/v1/images/seedream/v5/lite/generate/`, { prompt: "a fox" })).task_id;
const poll = async ({ baseUrls }: Emulator, taskId: string | undefined) =>
  fetch(`${baseUrls["3daistudio"]}/v1/generation-request/${taskId}/status/`, { headers });
const assetOf = async (response: Response) =>
  ((await response.json()) as { results: { asset: string }[] }).results[0]?.asset ?? "";

describe("a saved state", () => {
  test("gives task, result, wallet, limit and clock to another emulator, whose files lie elsewhere", async () => {
    const first = await start();
    const taskId = await submit(first);
    await first.clock.advance(60_000);
    const asset = await assetOf(await poll(first, taskId));
    await first.clock.advance(3_600_000);
    await poll(first, taskId);
    const second = await start({ state: carried(first) });
    expect(Math.abs(second.clock.now() - first.clock.now())).toBeLessThan(30_000);
    expect(second.wallets["3daistudio"]?.balance()).toBe(990);
    const again = await assetOf(await poll(second, taskId));
    expect([again, again === asset]).toEqual([asset.replace(first.filesUrl, second.filesUrl), false]);
    expect(await (await fetch(again)).text()).toBe("a fox");
    expect([(await poll(second, taskId)).status, (await poll(second, taskId)).status]).toEqual([200, 429]);
  });

  test("lets a result expire a day after it was made, however often it was loaded", async () => {
    const first = await start({ rateLimits: false });
    const taskId = await submit(first);
    await first.clock.advance(12 * 3_600_000);
    const second = await start({ rateLimits: false, state: carried(first) });
    await second.clock.advance(11 * 3_600_000);
    expect((await poll(second, taskId)).status).toBe(200);
    await second.clock.advance(2 * 3_600_000);
    expect((await poll(second, taskId)).status).toBe(404);
  });

  test("pays back what a failed task has cost, also where it fails after the loading", async () => {
    const first = await start({ latencyScale: 1, faults: ["3daistudio:failed", "segmind:failed"] });
    await submit(first);
    await post(`${first.baseUrls.segmind}/v2/seedream-v3-text-to-image`, { prompt: "fox", aspect_ratio: "1:1" });
    const second = await start({ state: carried(first) });
    const balances = () => [second.wallets["3daistudio"]?.balance(), second.wallets.segmind?.balance()];
    expect(balances()).toEqual([990, 9.963]);
    await second.clock.advance(120_000);
    expect(balances()).toEqual([1000, 10]);
  });

  test("draws the same ids and plays the same faults from there on", async () => {
    const first = await start({ rateLimits: false, faults: ["3daistudio:probability=0.5:seed=3:status=500"] });
    for (let count = 0; count < 5; count++) await submit(first);
    const second = await start({ rateLimits: false, seed: 99, state: carried(first) });
    const next = async (emulator: Emulator) => {
      const ids = [];
      for (let count = 0; count < 20; count++) ids.push(await submit(emulator));
      return ids;
    };
    const ids = await next(first);
    expect(ids.filter((id) => id === undefined).length).toBeGreaterThan(3);
    expect(await next(second)).toEqual(ids);
  });

  test("leaves a prompt alone, though it speaks of files", async () => {
    const first = await start();
    const prompt = `seedbed-files:/files/ and ${first.filesUrl}/files/`;
    await post(`${first.baseUrls["3daistudio"]}/v1/images/seedream/v5/lite/generate/`, { prompt });
    const second = await start({ state: carried(first) });
    for (const emulator of [first, second]) {
      expect(JSON.stringify(emulator.saveState())).toContain(JSON.stringify(prompt));
    }
  });

  test("keeps the switches", async () => {
    const first = await start({ switches: { novita: { imageForm: "base64" } } });
    expect((await start({ state: carried(first) })).switches.novita?.imageForm).toBe("base64");
  });
});

type Spoil = (state: EmulatorState) => unknown;
const novitaWith =
  (over: object): Spoil =>
  ({ providers, ...state }) => ({ ...state, providers: { ...providers, novita: { ...providers.novita, ...over } } });
const fileWith =
  (content: object): Spoil =>
  (state) => ({ ...state, files: [{ path: "/files/1", mediaType: "image/png", ...content }] });
const faultsWith =
  (...faults: object[]): Spoil =>
  (state) => ({
    ...state,
    faults: faults.map((over) => ({
      id: "1",
      matched: 0,
      met: 0,
      drawn: 1,
      rule: { fault: { kind: "html" } },
      ...over,
    })),
  });

describe("a state that cannot be loaded", () => {
  test.each<[string, Spoil, string]>([
    ["no object", () => "oops", 'it is not a saved state: "kind" is missing or another'],
    ["another file", () => ({ name: "package" }), 'it is not a saved state: "kind" is missing or another'],
    ["newer", (state) => ({ ...state, version: 2 }), "it has version 2, and this emulator reads version 1"],
    ["without a version", ({ version: _, ...state }) => state, "it has no version"],
    ["what is not valid JSON", (state) => ({ ...state, files: [5n] }), "it is not JSON: "],
    ["a damaged clock", (state) => ({ ...state, now: "noon" }), "it is damaged at /now: must be number"],
    ["a year that no date has", (state) => ({ ...state, now: 1e300 }), "it is damaged at /now: must be <="],
    ["no files", ({ files: _, ...state }) => state, "it is damaged at /: must have required property 'files'"],
    [
      "a damaged wallet",
      novitaWith({ wallet: { balance: -1, refunds: [] } }),
      "it is damaged at /providers/novita/wallet/balance: must be >= 0",
    ],
    [
      "refunds that would take",
      novitaWith({ wallet: { balance: 1, refunds: [{ amount: -1, at: 0 }] } }),
      "it is damaged at /providers/novita/wallet/refunds/0/amount: must be >= 0",
    ],
    [
      "refunds without end",
      novitaWith({ wallet: { balance: 1, refunds: Array(2).fill({ amount: 1e308, at: 0 }) } }),
      "it is damaged at /providers/novita/wallet/refunds/0/amount: must be <=",
    ],
    ["tasks that are no list", novitaWith({ tasks: {} }), "it is damaged at /providers/novita/tasks: must be array"],
    [
      "a random that is none",
      novitaWith({ random: { random: 0.5, ids: 1, latency: 1 } }),
      "it is damaged at /providers/novita/random/random: must be integer",
    ],
    [
      "times that are none",
      novitaWith({ accepted: Array(200_000).fill(-1) }),
      "it is damaged at /providers/novita/accepted/0: must be >= 0",
    ],
    ["a switch that is gone", novitaWith({ switches: { gone: 1 } }), 'novita has no switch "gone"'],
    [
      "another provider",
      ({ providers, ...state }) => ({ ...state, providers: { acme: providers.novita } }),
      'it has provider "acme", which is not emulated here',
    ],
    [
      "a provider less",
      ({ providers: { segmind: _, ...providers }, ...state }) => ({ ...state, providers }),
      'it has no provider "segmind", which is emulated here',
    ],
    [
      "a file that is not valid base64",
      fileWith({ base64: "%%%" }),
      "it is damaged at /files/0/base64: must be base64",
    ],
    [
      "a file with a header in its media type",
      fileWith({ base64: "", mediaType: "bad\r\nx: y" }),
      "it is damaged at /files/0/mediaType: must match pattern",
    ],
    ["a file without content", fileWith({}), "it is damaged at /files/0: must have required property 'image'"],
    [
      "an image that is none",
      fileWith({ image: {} }),
      "it is damaged at /files/0/image: must have required property 'prompt'",
    ],
    ["a damaged fault", faultsWith({ rule: { fault: {} } }), "is not a kind of fault"],
    ["two faults with one id", faultsWith({}, {}), "it has two faults with one id"],
    ["a fault with a name for its id", faultsWith({ id: "one" }), "it is damaged at /faults/0/id: must match pattern"],
  ])("is refused in one sentence, and changes nothing: %s", async (_name, spoil, want) => {
    const emulator = await start({ balances: { novita: 3 } });
    const spoilt = spoil(emulator.saveState());
    await emulator.clock.advance(1000);
    const before = emulator.saveState();
    expect(() => emulator.loadState(spoilt)).toThrow(want);
    expect({ ...emulator.saveState(), now: 0 }).toEqual({ ...before, now: 0 });
    await expect(startEmulator(emulations, { state: spoilt })).rejects.toThrow(want);
  });

  test("one with very many requests in the window of a limit can", async () => {
    const emulator = await start();
    const { providers, ...state } = emulator.saveState();
    const accepted = Array.from({ length: 200_000 }, () => state.now);
    const many = { ...state, providers: { ...providers, novita: { ...providers.novita, accepted } } };
    expect(() => emulator.loadState(many)).not.toThrow();
    expect(emulator.saveState().providers.novita?.accepted).toHaveLength(200_000);
  });
});

test("a reset puts everything back to the start", async () => {
  const emulator = await start({ faults: ["novita:html"], switches: { novita: { mediaType: "image/png" } } });
  const before = emulator.saveState();
  await submit(emulator);
  emulator.setSwitch("novita", "mediaType", "image/jpeg");
  emulator.addFault("status=503");
  emulator.removeFault("1");
  await emulator.clock.advance(86_400_000);
  emulator.reset();
  const { now, ...after } = emulator.saveState();
  expect(after).toEqual({ ...before, now: undefined });
  expect(Math.abs(now - before.now)).toBeLessThan(60_000);
  expect(emulator.requests).toEqual([]);
});
