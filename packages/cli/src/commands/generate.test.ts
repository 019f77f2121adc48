import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { measureImage } from "@seedbed/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { pixel } from "../testing/images.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startTestEmulator } from "../testing/start-test-emulator.ts";

interface Document {
  images: { path: string; mediaType: string; width: number; height: number; sizeBytes: number; sha256: string }[];
  parity: { setting: string; status: string }[];
  [field: string]: unknown;
}

let cwd: string;
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
  await writeFile(path.join(cwd, "pixel.gif"), pixel);
  emulator = await startTestEmulator({ rateLimits: false });
});
afterAll(async () => {
  await emulator.close();
  await rm(cwd, { recursive: true });
});

const generate = (args: string[], env = {}) => runSeedbed(["generate", "a lighthouse at dusk", ...args], { cwd, env });

/** Every image is on disk as the document says, and the record beside it says what was asked, sent and paid. */
async function holdsAgainstDisk(document: Document): Promise<void> {
  expect(document.images.length).toBeGreaterThan(0);
  for (const [index, image] of document.images.entries()) {
    const bytes = await readFile(path.join(cwd, image.path));
    const { width, height, mediaType } = image;
    expect(measureImage(bytes)).toEqual({ width, height, mediaType });
    expect(bytes.length).toBe(image.sizeBytes);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(image.sha256);
    const beside = JSON.parse(await readFile(path.join(cwd, image.path.replace(/\.\w+$/, ".json")), "utf8"));
    const { asked, parity, cost, model } = beside;
    expect({ parity, cost, model }).toEqual({ parity: document.parity, cost: document.cost, model: document.model });
    expect(beside).toMatchObject({ image: path.basename(image.path), index });
    expect(asked.prompt).toBe("a lighthouse at dusk");
  }
}

describe.each([
  ["segmind/seedream-v5-lite", ["--image", "pixel.gif"], 2],
  ["segmind/seedream-v3", [], 1],
  ["3daistudio/seedream-v5-lite", ["--image", "pixel.gif"], 2],
  ["novita/seedream-5.0-lite", ["--image", "pixel.gif"], 2],
])("%s", (model, image, count) => {
  test("gives the documented JSON, and images of the size that it says", async () => {
    const shape = ["--aspect-ratio", "16:9", ...(count > 1 ? ["--count", String(count)] : [])];
    const ran = await generate(["--model", model, ...shape, "--json", "--out", "out", ...emulator.flags]);
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(ran.stdout.trimEnd().split("\n")).toHaveLength(1);
    const document = ran.json() as Document;
    expect(misfits("generate", document)).toEqual([]);
    expect(document).toMatchObject({ model, emulated: true });
    expect(document.images).toHaveLength(count);
    await holdsAgainstDisk(document);
  });

  test.runIf(image.length > 0)("takes an image from a file", async () => {
    const ran = await generate(["--model", model, ...image, "--json", "--out", "out", ...emulator.flags]);
    expect(ran).toMatchObject({ exitCode: 0 });
    const document = ran.json() as Document;
    expect(misfits("generate", document)).toEqual([]);
    expect(document.parity.find(({ setting }) => setting === "images")).toMatchObject({ status: "exact" });
    await holdsAgainstDisk(document);
    const asked = JSON.parse(
      await readFile(path.join(cwd, document.images[0]?.path.replace(/\.\w+$/, ".json") ?? ""), "utf8"),
    ).asked;
    expect(asked.images).toEqual(["pixel.gif"]);
  });
});

test("gives the pixels that were asked for where the documents say what they are", async () => {
  const shape = ["--aspect-ratio", "16:9", "--resolution", "3K", "--out", "out", "--json"];
  const ran = await generate(["--model", "novita/seedream-5.0-lite", ...shape, ...emulator.flags]);
  expect((ran.json() as Document).images[0]).toMatchObject({ width: 4096, height: 2304 });
});

test("tells a person where the image is, what it cost and what was lost, and names no rank", async () => {
  const args = ["--model", "segmind/seedream-v3", "--size", "1000x1000", "--watermark", "--emulate", "--out", "out"];
  const { stdout, stderr, exitCode } = await generate(args);
  expect(exitCode).toBe(0);
  expect(
    stdout.replace(/\d{8}T\d{6}/, "TIME").replace(/[\d.]+ (kB|s,)/g, "N $1"),
  ).toBe(`segmind/seedream-v3  segmind (emulated)
  saved         out/TIME-segmind-seedream-v3-1.jpg
                1024 x 1024, image/jpeg, N kB
  cost          $0.037 (reported: x-cost header)
  latency       N s, in the emulator's time
  approximated  size 1000x1000 -> 1:1
  dropped       watermark true (not sent)
`);
  expect(stderr).toBe(
    "Made by the emulator at 100 times real time: nothing was paid, and nothing is proved about a provider.\n",
  );
});

test("a key is neither sent to the emulator nor shown", async () => {
  // The emulator refuses this one.
  const env = { SEGMIND_API_KEY: "invalid" };
  for (const destination of [["--emulate"], emulator.flags]) {
    const ran = await generate(["--model", "segmind/seedream-v3", "--json", "--out", "out", ...destination], env);
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(ran.stdout + ran.stderr).not.toContain("invalid");
  }
});

test("without a key it says which variable to set, and how to do without", async () => {
  const ran = await generate(["--model", "novita/seedream-5.0-lite", "--json"]);
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toBe(
    "seedbed: No key: set NOVITA_API_KEY (Novita), or add --emulate to try it on the built-in emulator, where nothing is paid.\n",
  );
  expect(misfits("error", ran.json())).toEqual([]);
  expect(await readdir(cwd)).not.toContain("seedbed-images");
});

test("a price that the caller knows gives the cost, and holds a budget", async () => {
  const priced = [
    "--model",
    "novita/seedream-5.0-lite",
    "--price",
    "novita/seedream-5.0-lite=0.04",
    "--json",
    "--out",
    "out",
  ];
  const ran = await generate([...priced, "--max-spend", "usd=0.04", ...emulator.flags]);
  expect(ran.json()).toMatchObject({ cost: { min: 0.04, max: 0.04, currency: "USD", basis: "configured" } });
  const before = emulator.paid();
  const refused = await generate([...priced, "--max-spend", "usd=0.03", ...emulator.flags]);
  expect(refused).toMatchObject({ exitCode: 2 });
  expect(refused.json()).toMatchObject({ error: { name: "BudgetExceededError", billed: "no" } });
  expect(emulator.paid()).toBe(before);
});

test("credits count in US dollars where their price is known", async () => {
  const args = [
    "--model",
    "3daistudio/seedream-v5-lite",
    "--credit-price",
    "3daistudio=0.01",
    "--json",
    "--out",
    "out",
  ];
  const ran = await generate([...args, ...emulator.flags]);
  expect(ran.json()).toMatchObject({ cost: { min: 0.1, max: 0.1, currency: "USD", basis: "configured" } });
});

test("an image that is cut off is saved, and said to be: on the terminal, as JSON and beside the image", async () => {
  const takeBack = emulator.inject({ provider: "segmind", times: "always", fault: { kind: "truncate", share: 0.95 } });
  const args = ["--model", "segmind/seedream-v3", "--out", "cut", ...emulator.flags];
  const [text, json] = [await generate(args), await generate([...args, "--json"])];
  takeBack();
  expect(text.exitCode).toBe(0);
  expect(text.stdout).toMatch(/ x \d+, image\/jpeg, \d+ kB, cut off: its end is missing\n/);
  expect(text.stdout).toContain("images[0] is cut off: the end of the image/jpeg is missing");
  expect(misfits("generate", json.json())).toEqual([]);
  const { images } = json.json<Document>();
  expect(images).toMatchObject([{ truncated: true }]);
  const beside = await readFile(path.join(cwd, images[0]?.path.replace(/\.\w+$/, ".json") ?? ""), "utf8");
  expect(JSON.parse(beside)).toMatchObject({ images: [{ truncated: true }] });
});

test("an answer of the provider that says no ends with 1 and its error as JSON", async () => {
  const takeBack = emulator.inject({ provider: "novita", fault: { kind: "status", status: 500 } });
  const ran = await generate(["--model", "novita/seedream-5.0-lite", "--json", "--out", "out", ...emulator.flags]);
  takeBack();
  expect(ran.exitCode).toBe(1);
  expect(misfits("error", ran.json())).toEqual([]);
  expect(ran.json()).toMatchObject({
    error: { name: "OutcomeUnknownError", status: 500, billed: "unknown", provider: "novita" },
  });
  expect(ran.stderr).toContain("It was emulated: nothing was paid.");
  expect(ran.stderr).not.toContain("    at ");
});
