import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { RunRecord } from "./run-record.ts";
import { liveRecord } from "./sample/live-record.ts";
import { sampleRecord } from "./sample/record.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../../conformance/schemas/run.schema.json", import.meta.url), "utf8"),
);
// strictTypes is off for `"type": ["number", "null"]`; date-time stands in the schema beside a pattern.
const validate = new Ajv2020({ allErrors: true, strictTypes: false, validateFormats: false }).compile(schema);

/** A copy of the sample, as it comes back from JSON, changed. */
function broken(change: (record: RunRecord & Record<string, unknown>) => void): unknown {
  const record = JSON.parse(JSON.stringify(sampleRecord));
  change(record);
  return record;
}

/** Every property that the schema names, as `$defs/finding.actual`. */
function propertiesOf(node: unknown, where = "run"): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "properties") {
      return Object.entries(value).flatMap(([name, child]) => [name, ...propertiesOf(child, `${where}.${name}`)]);
    }
    return propertiesOf(value, where);
  });
}

describe("run.schema.json", () => {
  it("accepts the sample record", () => {
    expect(validate(JSON.parse(JSON.stringify(sampleRecord))), JSON.stringify(validate.errors, null, 2)).toBe(true);
  });

  it("names no property that the samples, and so the type, lack", () => {
    const json = JSON.stringify([sampleRecord, liveRecord]);
    expect(propertiesOf(schema).filter((name) => !json.includes(`"${name}":`))).toEqual([]);
  });

  it.each<[string, (record: RunRecord & Record<string, unknown>) => void]>([
    ["an unknown property at the top", (record) => Object.assign(record, { extra: 1 })],
    [
      "an unknown property of an image",
      (record) => Object.assign(record.generations[0]?.images[0] ?? {}, { exif: {} }),
    ],
    ["another version", (record) => Object.assign(record, { version: 2 })],
    ["a missing price", (record) => Reflect.deleteProperty(record.providers[0]?.operations[0] ?? {}, "price")],
    ["a verdict that does not exist", (record) => Object.assign(record.checks[0] ?? {}, { verdict: "fine" })],
    ["a provenance that does not exist", (record) => Object.assign(record.checks[3] ?? {}, { provenance: "guessed" })],
    ["a negative count", (record) => Object.assign(record.provenance, { recorded: -1 })],
    ["exit code 2", (record) => Object.assign(record, { exitCode: 2 })],
    ["a start that is not a time", (record) => Object.assign(record, { startedAt: "yesterday" })],
    ["a time scale of 0", (record) => Object.assign(record, { timeScale: 0 })],
    ["a digest that is none", (record) => Object.assign(record.generations[0]?.images[0] ?? {}, { sha256: "abc" })],
  ])("refuses %s", (_, change) => {
    expect(validate(broken(change))).toBe(false);
  });
});
