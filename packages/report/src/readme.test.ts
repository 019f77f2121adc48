import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { sampleImage } from "./sample/image.ts";
import { sampleRecord } from "./sample/record.ts";

test("the code in the README turns a run record into pages", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-report-readme-"));
  try {
    const report = path.join(folder, "report");
    await mkdir(report);
    await writeFile(path.join(report, "run.json"), JSON.stringify(sampleRecord));
    for (const name of sampleRecord.generations.flatMap(({ images }) => images.map((image) => image.path ?? ""))) {
      const image = name && sampleImage(name);
      if (!image) continue;
      await mkdir(path.dirname(path.join(report, name)), { recursive: true });
      await writeFile(path.join(report, name), image.bytes);
    }
    const example = fileURLToPath(new URL("./sample/readme-example.ts", import.meta.url));
    const words = ["--conditions=seedbed-source", example];
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder });
    expect(stdout).toContain("recorded 0, documented 14, synthetic 5");
    expect(await readdir(report)).toEqual(expect.arrayContaining(["index.html", "run.json", "summary.md"]));
    expect(await readFile(path.join(report, "index.html"), "utf8")).toMatch(/^<!doctype html>/i);
  } finally {
    await rm(folder, { recursive: true });
  }
});
