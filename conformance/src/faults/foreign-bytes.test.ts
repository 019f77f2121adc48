import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactPrompts } from "../record/redact/redact-prompts.ts";
import { foreignBytes, heads, parsers, units } from "./foreign-bytes.ts";

const child = fileURLToPath(new URL("foreign-bytes-child.ts", import.meta.url));
const tsx = createRequire(import.meta.url).resolve("tsx");
const sizeBytes = 2 ** 15;
/** How many times as long as reading the bytes one by one a parser may take. What is quadratic takes thousands of times as long. */
const maxRatio = 400;

/** The processor time of this thread, in microseconds: what else the machine does is not in it. */
function costOf(run: () => unknown): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}

/** What it costs to read as many bytes as a parser is given: the mean of many readings, as the time of a thread is told in steps of 4 ms. */
function costOfReading(): number {
  const bytes = new Uint8Array(sizeBytes).fill(7);
  let sum = 0;
  const read = () => {
    for (let index = 0; index < bytes.length; index += 1) sum += bytes[index] ?? 0;
  };
  read();
  const cost = costOf(() => {
    for (let round = 0; round < 4096; round += 1) read();
  });
  expect(sum).toBe(4097 * 7 * sizeBytes);
  return cost / 4096;
}

describe.each(Object.entries(parsers))("%s", (_name, parse) => {
  const reading = costOfReading();
  let worst = 0;
  const check = (head: (size: number) => string, unit: string) => {
    const bytes = foreignBytes(head, unit, sizeBytes);
    const text = Buffer.from(bytes.buffer).toString("latin1");
    let ratio = Number.POSITIVE_INFINITY;
    // The first runs are slow, and one may meet a collection of garbage.
    for (let run = 0; run < 5 && ratio > maxRatio; run += 1)
      ratio = Math.min(ratio, costOf(() => parse(bytes, text)) / reading);
    worst = Math.max(worst, ratio);
    expect(ratio, JSON.stringify([head(sizeBytes), unit])).toBeLessThan(maxRatio);
  };

  test("takes a bounded multiple of the time of reading its bytes", () => {
    for (const head of heads) for (const unit of units) check(head, unit);
    const codes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 12 });
    const unit = fc.oneof(
      fc.tuple(fc.constantFrom(...units), fc.constantFrom(...units)).map((pair) => pair.join("")),
      codes.map((bytes) => String.fromCharCode(...bytes)),
    );
    fc.assert(fc.property(fc.constantFrom(...heads), unit, check), {
      numRuns: 100,
      seed: 20_261_201,
      endOnFailure: true,
    });
    console.log(`${_name}: at most ${worst.toFixed(0)} times`);
  });
});

test("prompts are taken out in proportion to the length of a text that is full of them", () => {
  const prompt = "a red fox in the snow";
  const text = prompt.repeat((16 * sizeBytes) / prompt.length);
  expect(costOf(() => redactPrompts(text, [prompt])) / (16 * costOfReading())).toBeLessThan(maxRatio);
});

test("8 MiB of anything are read with a heap of 100 MB", async () => {
  const flags = ["--conditions=seedbed-source", "--max-old-space-size=100", "--import", tsx];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, child, String(8 * 2 ** 20)]);
  expect(Number(stdout)).toBe(8 * 5);
});
