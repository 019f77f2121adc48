import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readChecked, readJson } from "./checked-json.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-json-"));
});
afterAll(() => rm(folder, { recursive: true }));

const validate = new Ajv2020().compile({
  type: "object",
  additionalProperties: false,
  required: ["size"],
  properties: { size: { type: "object", properties: { width: { type: "number" } } } },
});

test.each([
  [
    "a value of the wrong type has its line",
    '{\n  "size": {\n    "width": "x"\n  }\n}',
    /a\.json:3 does not fit .* \/size\/width must be number/,
  ],
  [
    "a surplus field has its line",
    '{\n  "size": {},\n  "more": 1\n}',
    /a\.json:3 does not fit .* \/more must NOT have additional properties/,
  ],
  ["a missing field has the line of what lacks it", "\n{}", /a\.json:2 does not fit .*'size'/],
  ["a mistake in the JSON has its line", '{\n  "size": {},\n}', /a\.json:3 is not valid JSON/],
  ["an empty file is not valid JSON", "", /a\.json:1 is not valid JSON/],
  [
    "a word that is none has its line, in one line",
    '{\n  "size": tru,\n  "more": 1\n}\n',
    /a\.json:2 is not valid JSON: [^\n]*$/,
  ],
  ["a text that does not end has its line", '{\n  "size": "a\n}\n', /a\.json:2 is not valid JSON: /],
  ["what is left out has its line", '{\n  "size"\n  : {},\n  "more" 1\n}', /a\.json:4 is not valid JSON: /],
])("%s", async (_, text, message) => {
  const file = path.join(folder, "a.json");
  await writeFile(file, text);
  await expect(readChecked(file, validate, "thing")).rejects.toThrow(message);
});

test("a byte order mark in front of it is ignored", async () => {
  const file = path.join(folder, "bom.json");
  await writeFile(file, '\ufeff{ "size": {} }');
  await expect(readChecked(file, validate, "thing")).resolves.toEqual({ size: {} });
  await writeFile(file, '\ufeff{\n "size": {},,\n}');
  await expect(readChecked(file, validate, "thing")).rejects.toThrow(/bom\.json:2 is not valid JSON/);
});

test("a file that is too large to be read whole says so", async () => {
  const file = path.join(folder, "large.json");
  await writeFile(file, "");
  await truncate(file, 600_000_000);
  await expect(readChecked(file, validate, "thing")).rejects.toThrow(/large\.json is too large: .*512 MiB/);
});

test("a file that is not there is told by its name", async () => {
  await expect(readChecked(path.join(folder, "b.json"), validate, "thing")).rejects.toThrow(/b\.json cannot be read/);
});

test("a file that is nested deeper than can be written is refused in one sentence", async () => {
  const file = path.join(folder, "deep.json");
  const nested = (depth: number) => `{"size":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  await writeFile(file, nested(100_000));
  await expect(readJson(file)).rejects.toThrow(`${file} is nested more than 500 deep.`);
  await writeFile(file, nested(400));
  expect(await readJson(file)).toHaveProperty("size");
});
