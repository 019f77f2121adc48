import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { measureImage } from "@seedbed/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { pixel, pixelUri } from "../testing/images.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startTestEmulator } from "../testing/start-test-emulator.ts";

let cwd: string;
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator({ rateLimits: false });
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(async () => {
  await emulator.close();
  await rm(cwd, { recursive: true });
});

const begin = ["generate", "a fox", "--model", "3daistudio/seedream-v5-lite", "--out", "out", "--json"];
/** Does something as soon as the first poll is told, and before the program goes on. */
const spoil = (work: () => void) => {
  let spoilt = false;
  return (text: string) => {
    if (spoilt || !text.includes(" after ")) return;
    spoilt = true;
    work();
  };
};

test("a folder that was removed after paying is made again", async () => {
  const onStderr = spoil(() => rmSync(path.join(cwd, "out"), { recursive: true }));
  const ran = await runSeedbed([...begin, ...emulator.flags], { cwd, onStderr });
  expect(ran).toMatchObject({ exitCode: 0 });
  expect((await readdir(path.join(cwd, "out"))).length).toBe(2);
});

test("images that cannot be saved there are kept elsewhere, and the error says where and that they were billed", async () => {
  const onStderr = spoil(() => {
    rmSync(path.join(cwd, "out"), { recursive: true });
    writeFileSync(path.join(cwd, "out"), "a file in its place");
  });
  const ran = await runSeedbed([...begin, ...emulator.flags], { cwd, onStderr });
  expect(ran.exitCode).toBe(1);
  expect(misfits("error", ran.json())).toEqual([]);
  const { error } = ran.json() as { error: { images: { path: string; width: number }[] } };
  expect(error).toMatchObject({ name: "SaveError", billed: "yes", job: { provider: "3daistudio" } });
  const [image] = error.images;
  expect(ran.stderr).toContain(
    `could not be saved in out (a part of its path is a file); they are in ${image?.path}.\n`,
  );
  expect(measureImage(await readFile(image?.path ?? ""))).toMatchObject({ width: image?.width });
  await rm(path.dirname(image?.path ?? ""), { recursive: true });
  await rm(path.join(cwd, "out"));
});

test("images that came before a download failed are saved, the others are named, and the key is not shown", async () => {
  const keys: unknown[] = [];
  const host = createServer((request, response) => {
    keys.push(request.headers.authorization);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ images: [pixelUri, "http://127.0.0.1:1/second.png"] }));
  }).listen(0, "127.0.0.1");
  await once(host, "listening");
  const { port } = host.address() as AddressInfo; // it listens on a port
  const args = ["generate", "a fox", "--model", "novita/seedream-5.0-lite", "--count", "2", "--out", "out", "--json"];
  const env = { NOVITA_API_KEY: "sk-secret" };
  const ran = await runSeedbed([...args, "--base-url", `novita=http://127.0.0.1:${port}`, "--time-scale", "100"], {
    cwd,
    env,
  });
  host.close();
  expect(ran.exitCode).toBe(1);
  expect(misfits("error", ran.json())).toEqual([]);
  const { error } = ran.json() as { error: { images: { path: string }[] } };
  expect(error).toMatchObject({
    billed: "yes",
    images: [{ mediaType: "image/gif", width: 1 }, { url: "http://127.0.0.1:1/second.png" }],
  });
  expect(await readFile(path.join(cwd, error.images[0]?.path ?? ""))).toEqual(pixel);
  expect(ran.stderr).toContain("It was billed.\nNot saved: http://127.0.0.1:1/second.png\nSaved: out/");
  // A host that is not an emulator is given the key, which nothing shows.
  expect(keys).toEqual([undefined, "Bearer sk-secret"]);
  expect(ran.stdout + ran.stderr).not.toContain("sk-secret");
});
