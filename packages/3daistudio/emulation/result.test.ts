import type { ImageRequest } from "@seedbed/core/emulation";
import { afterEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/src/index.ts";
import threeDAIStudio from "./index.ts";

/** In place of an image its request, so that tests see what is to be drawn. */
const draw = async (request: ImageRequest) => new TextEncoder().encode(JSON.stringify(request));

let emulator: Emulator;
afterEach(() => emulator.close());
const start = async (switches: Record<string, string> = {}) => {
  const settings = { timeScale: 10_000, rateLimits: false, draw } as const;
  emulator = await startEmulator([threeDAIStudio], { ...settings, switches: { "3daistudio": switches } });
};
const call = async (path: string, init: RequestInit = {}) => {
  const headers = { authorization: "Bearer key", "content-type": "application/json" };
  return (await fetch(`${emulator.baseUrls["3daistudio"]}${path}`, { headers, ...init })).json();
};
/** The only result of a task that has finished. */
const make = async (body: object = {}): Promise<Record<string, string>> => {
  const init = { method: "POST", body: JSON.stringify({ prompt: "fox", ...body }) };
  const { task_id } = await call("/v1/images/seedream/v5/lite/generate/", init);
  await emulator.clock.sleep(40_000);
  const { results } = await call(`/v1/generation-request/${task_id}/status/`);
  return results[0];
};
const read = async (url = "") => (await fetch(url)).json();

test("is refused to whoever sends the key to the storage, and only there", async () => {
  await start();
  const { asset = "", asset_url = "", thumbnail = "" } = await make();
  const headers = { authorization: "Bearer key" };
  const urls = [asset, asset_url, thumbnail];
  expect(await Promise.all(urls.map(async (url) => (await fetch(url, { headers })).status))).toEqual([400, 200, 200]);
});

test("is given to whoever sends the key where the switch says so", async () => {
  await start({ storageAuthorization: "ignored" });
  const { asset = "" } = await make();
  expect((await fetch(asset, { headers: { authorization: "Bearer key" } })).status).toBe(200);
});

test("comes with a small preview of the same shape", async () => {
  await start({ assetFormat: "image/jpeg" });
  const { asset, thumbnail } = await make({ image_size: "portrait_16_9", seed: 9 });
  expect(await read(asset)).toMatchObject({ width: 1600, height: 2848, seed: 9, mediaType: "image/jpeg" });
  expect(await read(thumbnail)).toMatchObject({ width: 512, height: 911, seed: 9 });
});

test.each([
  ["auto_2K", { autoLayout: "square" }, 2048],
  ["auto_3K", { autoLayout: "square" }, 3072],
  ["square_hd", {}, 2048],
])("for %s has the pixels of its preset", async (image_size, switches, width) => {
  await start(switches);
  expect(await read((await make({ image_size })).asset)).toMatchObject({ width, height: width });
});

test("has one of the model's shapes where the layout is automatic", async () => {
  await start();
  const shapes = new Set<string>();
  for (const prompt of ["f", "fo", "fox", "fox!"]) {
    const { width, height } = await read((await make({ prompt })).asset);
    shapes.add(`${width}x${height}`);
  }
  expect(shapes.size).toBe(4);
});

test.each([
  ["reproducible", true],
  ["none", false],
])("follows the seed: %s", async (seedEffect, isSame) => {
  await start({ seedEffect });
  const [first, second] = [await make({ seed: 4 }), await make({ seed: 4 })];
  expect((await read(first.asset)).seed === (await read(second.asset)).seed).toBe(isSame);
});
