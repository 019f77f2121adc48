import type { ImageRequest } from "@seedbed/core/emulation";
import { afterEach, describe, expect, test } from "vitest";
import { emulation as novita } from "../../../novita/emulation/index.ts";
import { emulation as segmind } from "../../../segmind/emulation/index.ts";
import type { Emulator, EmulatorOptions } from "../options.ts";
import { startEmulator } from "../start-emulator.ts";

const started: Emulator[] = [];
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.close();
});
async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator([segmind, novita], { draw: async () => new Uint8Array(8), ...options });
  started.push(emulator);
  return emulator;
}

const headers = { authorization: "Bearer key", "x-api-key": "key", "content-type": "application/json" };
const post = (url: string, body: object) => fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
const koi = ({ baseUrls }: Emulator, size = "2K") =>
  post(`${baseUrls.segmind}/v1/seedream-v5-lite-text-to-image`, { prompt: "koi", size });
const three = ({ baseUrls }: Emulator) =>
  post(`${baseUrls.novita}/v3/seedream-5.0-lite`, {
    prompt: "fox",
    sequential_image_generation: "auto",
    sequential_image_generation_options: { max_images: 3 },
  });
const charged = (emulator: Emulator, id: string) => expect.poll(() => emulator.wallets[id]?.balance()).toBeLessThan(10);
const turn = () => new Promise((resolve) => setTimeout(resolve, 10));
/** A drawing that lasts until it is let go. */
function held() {
  const waiting: (() => void)[] = [];
  const draw = async (_: ImageRequest) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return new Uint8Array(8);
  };
  return { draw, waiting, letGo: () => waiting.splice(0).map((resolve) => resolve()) };
}

describe("a generation that is under way when everything is put back", () => {
  test.each([
    ["segmind", "failed", koi],
    ["novita", "failed", three],
    ["novita", "moderated", three],
  ] as const)("of %s that would have %s changes nothing any more", async (id, kind, ask) => {
    const { draw, waiting, letGo } = held();
    const emulator = await start({ draw, switches: { novita: { imageForm: "base64" } }, faults: [`${id}:${kind}`] });
    const before = emulator.saveState();
    const answer = ask(emulator);
    await charged(emulator, id);
    if (kind === "moderated") {
      void emulator.clock.advance(600_000);
      await expect.poll(() => waiting.length).toBeGreaterThan(0);
    }
    emulator.reset();
    while (letGo().length > 0) await turn();
    const response = await answer;
    expect([response.status, await response.json()]).toEqual([
      500,
      { error: "Seedbed emulator: it was reset, or a state loaded, while this request was under way" },
    ]);
    await emulator.clock.advance(86_400_000);
    expect(emulator.requests).toEqual([]);
    expect({ ...emulator.saveState(), now: 0 }).toEqual({ ...before, now: 0 });
  });

  test("leaves no file where it would have published one", async () => {
    const emulator = await start();
    const answer = three(emulator);
    await charged(emulator, "novita");
    emulator.loadState(emulator.saveState());
    expect((await answer).status).toBe(500);
    expect(emulator.saveState().files).toEqual([]);
  });

  test("does not hold a test's own sleep up, nor end it", async () => {
    const emulator = await start({ timeScale: 1000 });
    const slept = emulator.clock.sleep(50_000);
    emulator.reset();
    await expect(slept).resolves.toBeUndefined();
  });
});

test("a body that drips breaks off, without a word, when everything is put back or the server closes", async () => {
  for (const end of ["reset", "close"] as const) {
    const emulator = await start({ latencyScale: 0, faults: ["novita:slow=1"] });
    const response = await three(emulator);
    const broken = expect(response.text()).rejects.toThrow("terminated");
    await turn();
    await emulator[end]();
    await broken;
  }
});

test("time that is being put forward stops where everything is put back", async () => {
  const emulator = await start();
  const { now } = emulator.saveState();
  const answer = koi(emulator).catch(() => undefined);
  await charged(emulator, "segmind");
  const advancing = Promise.all([emulator.clock.advance(864e5), emulator.clock.advance(864e5)]);
  await Promise.resolve();
  emulator.reset();
  await Promise.all([advancing, answer]);
  expect(Math.abs(emulator.clock.now() - now)).toBeLessThan(10_000);
});

describe("time that is put forward waits for what is drawn", () => {
  const slowly = async () => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    return new Uint8Array(100_000);
  };
  test.each<[string, EmulatorOptions, typeof koi]>([
    ["an image", {}, koi],
    ["images in base64", { switches: { novita: { imageForm: "base64" } } }, three],
  ])("%s: the answer has the date of its generation", async (_name, options, ask) => {
    const emulator = await start({ draw: slowly, ...options });
    const asked = emulator.clock.now();
    const answer = ask(emulator);
    await charged(emulator, ask === koi ? "segmind" : "novita");
    await emulator.clock.advance(86_400_000);
    const seconds = (Date.parse((await answer).headers.get("date") ?? "") - asked) / 1000;
    expect(seconds).toBeGreaterThan(5);
    expect(seconds).toBeLessThan(600);
  });

  test("but not for what others keep asking for meanwhile", async () => {
    const emulator = await start({ draw: slowly, latencyScale: 0, switches: { novita: { imageForm: "base64" } } });
    let isOver = false;
    const client = async () => {
      while (!isOver) await (await three(emulator)).arrayBuffer();
    };
    const clients = Promise.all([client(), client(), client()]);
    await charged(emulator, "novita");
    const late = new Promise((resolve) => setTimeout(resolve, 120_000, "late"));
    const advanced = emulator.clock.advance(1000);
    const first = await Promise.race([advanced, late]);
    isOver = true;
    await Promise.all([clients, advanced]);
    expect(first).toBeUndefined();
  });

  test("and for the slow body that comes after it", async () => {
    const emulator = await start({ draw: slowly, faults: ["segmind:slow=5000"] });
    const body = koi(emulator, "3K").then((response) => response.arrayBuffer());
    await charged(emulator, "segmind");
    const asked = emulator.clock.now();
    await emulator.clock.advance(86_400_000);
    expect(emulator.clock.now() - asked).toBeLessThan(86_500_000);
    const late = new Promise((resolve) => setTimeout(resolve, 120_000, "late"));
    expect(await Promise.race([body.then(({ byteLength }) => byteLength), late])).toBe(100_000);
  });
});
