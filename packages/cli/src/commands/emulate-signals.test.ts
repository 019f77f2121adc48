import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
const tsx = createRequire(import.meta.url).resolve("tsx");

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** Starts `seedbed emulate` in a process of its own, pays for an image, and sends it a signal. */
async function stopped(signal: NodeJS.Signals) {
  const args = ["emulate", "--json", "--port", "0", "--latency-scale", "0", "--state", "emulator.json"];
  const child = spawn(process.execPath, ["--conditions=seedbed-source", "--import", tsx, cli, ...args], {
    cwd,
    env: { PATH: process.env.PATH },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [addresses] = await once(child.stdout, "data");
  const response = await fetch(`${JSON.parse(addresses).baseUrls.novita}/v3/seedream-5.0-lite`, {
    method: "POST",
    headers: { authorization: "Bearer key", "content-type": "application/json" },
    body: '{"prompt":"a fox"}',
  });
  expect(response.status).toBe(200);
  child.kill(signal);
  const [code] = await once(child, "close");
  const kept = JSON.parse(readFileSync(path.join(cwd, "emulator.json"), "utf8"));
  return [code, kept.providers.novita.wallet.balance];
}

test.skipIf(process.platform === "win32")("keeps the state at SIGTERM, and where its terminal is closed", async () => {
  expect(await stopped("SIGTERM")).toEqual([0, 9.965]);
  expect(await stopped("SIGHUP")).toEqual([0, 9.93]);
  expect(readdirSync(cwd)).toEqual(["emulator.json"]);
});

test("lets go of its state with its process, however that ends", async () => {
  rmSync(path.join(cwd, "emulator.json"), { force: true });
  expect(await stopped("SIGKILL")).toEqual([null, 10]);
  expect(await stopped("SIGTERM")).toEqual([0, 9.965]);
});
