import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { encodeBase64 } from "@seedbed/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tinyImage } from "../../contract/tiny-images.ts";
import { loadContactReport } from "./load-contact-report.ts";

const schemas = path.resolve(import.meta.dirname, "../../../schemas");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-report-"));
});
afterAll(() => rm(folder, { recursive: true }));

const exchange = { request: { method: "GET", path: "/a" }, response: { status: 200 } };
const fixture = {
  title: "t",
  provider: "novita",
  operation: "seedream5Lite",
  provenance: { kind: "recorded", source: "s", date: "2026-12-01" },
  call: { operation: "seedream5Lite", request: {} },
  exchanges: [exchange],
  expect: { images: [] },
};
const answer = { id: "a", question: "?", answer: null, facts: {}, observed: [], exchanges: [exchange], fixture };
const report = {
  version: 1,
  provider: "novita",
  date: "2026-12-01",
  from: "provider",
  tool: { name: "seedbed", version: "0.0.0" },
  spent: {},
  answers: [answer, { id: "b", question: "?", notAsked: "no budget" }],
  images: { "pixel.png": encodeBase64(tinyImage("image/png")) },
};

async function load(changed: object) {
  const file = path.join(folder, "report.json");
  await writeFile(file, JSON.stringify(changed, null, 2));
  return loadContactReport(file, schemas, Date.parse("2026-12-01T09:00:00Z"));
}

test("a report is read as it stands", async () => {
  expect(await load(report)).toEqual(report);
});

const withFixture = (changes: object) => ({ ...report, answers: [{ ...answer, fixture: { ...fixture, ...changes } }] });
test.each<[string, object, RegExp]>([
  ["a day that there is not", { ...report, date: "2026-99-99" }, /:4 does not fit .*: \/date must match format "date"/],
  [
    "a day of a fixture that there is not",
    withFixture({ provenance: { ...fixture.provenance, date: "2026-02-30" } }),
    /\/answers\/0\/fixture\/provenance\/date must match format "date"/,
  ],
  ["a fixture without provenance", withFixture({ provenance: undefined }), /fixture must have required property 'prov/],
  ["a fixture without exchanges", withFixture({ exchanges: undefined }), /fixture must have required property 'exch/],
  ["a fixture with a field of its own", withFixture({ surplus: 1 }), /\/answers\/0\/fixture\/surplus must NOT have/],
  [
    "an exchange that is none",
    { ...report, answers: [{ ...answer, exchanges: [{}] }] },
    /exchanges\/0 must have required/,
  ],
  [
    "a place outside the folder of the spec",
    { ...report, answers: [{ ...answer, observed: [{ file: "../a.yaml", at: ["a"] }] }] },
    /observed\/0\/file must match pattern/,
  ],
  ["an image that is none", { ...report, images: { "pixel.png": "AQID" } }, /:\d+: pixel\.png is not an image\.$/],
  ["a day to come", { ...report, date: "2026-12-03" }, /report\.json:4 is dated 2026-12-03, which is yet to come\.$/],
  [
    "a day of a fixture to come",
    withFixture({ provenance: { ...fixture.provenance, date: "2030-01-01" } }),
    /:\d+ is dated 2030-01-01, which is yet to come\.$/,
  ],
  ["one answer twice", { ...report, answers: [answer, answer] }, /report\.json:\d+ answers "a" again\.$/],
])("%s is one sentence with file and line", async (_name, changed, says) => {
  await expect(load(changed)).rejects.toThrow(
    expect.objectContaining({ name: "InputError", message: expect.stringMatching(says) }),
  );
  await expect(load(changed)).rejects.toThrow(/report\.json:\d+/);
});
