import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { type Script, withServer } from "./scripted-server.ts";
import { flood, gzipBomb } from "./scripts.ts";
import { subjects } from "./subjects.ts";

const child = fileURLToPath(new URL("memory-child.ts", import.meta.url));
const tsx = createRequire(import.meta.url).resolve("tsx");
const json = { "content-type": "application/json" };

test.each<[string, Script]>([
  ["gigabytes", flood(Buffer.alloc(2 ** 20, "x"), json)],
  [
    "gigabytes that are announced",
    flood(Buffer.alloc(2 ** 20, "x"), { ...json, "content-length": String(4 * 2 ** 30) }),
  ],
  ["a gzip bomb", gzipBomb(json)],
])("every operation in a row keeps under 200 MB with %s", async (_name, script) => {
  await withServer(script, async (server) => {
    const flags = ["--conditions=seedbed-source", "--max-old-space-size=200", "--import", tsx];
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, child, server.url]);
    const { failures, roseMegabytes } = JSON.parse(stdout) as { failures: string[]; roseMegabytes: number }; // as it prints
    expect(failures).toEqual(subjects.map(({ name }) => `${name}: ResponseValidationError 4096`));
    expect(roseMegabytes).toBeLessThan(200);
    console.log(`${_name}: ${roseMegabytes} MB`);
  });
});
