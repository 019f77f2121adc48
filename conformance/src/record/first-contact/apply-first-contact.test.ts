import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { changesOf, observed } from "./apply-first-contact.ts";
import { cheapestFirst, worstOf } from "./ask-question.ts";
import type { ContactReport } from "./contact-report.ts";
import { loadQuestions } from "./question.ts";

const home = fileURLToPath(new URL("../../..", import.meta.url));
const schema = `${home}schemas/questions.schema.json`;
const readSpec = (id: string) => (file: string) => readFile(`${home}../specs/${id}/${file}`, "utf8");

const spec = `# A comment that stays.
get:
  responses:
    '200': # here too
      description: >-
        Folded
        text.
      x-evidence: inferred # why
      x-source: seed 004
    '404':
      x-evidence: third-party
    flow: { x-evidence: vendor, text: "a" }
`;

test.each<[string, string[], string[], string[]]>([
  [
    "with a source",
    ["get", "responses", "200"],
    ["x-evidence: inferred # why", "x-source: seed 004"],
    ["x-evidence: observed # why", 'x-source: "first contact 2026-12-01; before: seed 004"'],
  ],
  [
    "without one",
    ["get", "responses", "404"],
    ["x-evidence: third-party"],
    ['x-evidence: observed\n      x-source: "first contact 2026-12-01"'],
  ],
  [
    "on one line",
    ["get", "responses", "flow"],
    ["x-evidence: vendor,"],
    ['x-evidence: observed, x-source: "first contact 2026-12-01",'],
  ],
])("a statement %s becomes observed, and nothing else of its file changes", (_name, at, from, to) => {
  const changed = observed(spec, "a.yaml", at, "first contact 2026-12-01");
  expect(changed).toBe(from.reduce((text, old, index) => text.replace(old, to[index] ?? ""), spec));
  expect(() => parse(changed)).not.toThrow();
  expect(observed(changed, "a.yaml", at, "first contact 2026-12-01")).toBe(changed);
});

test.each([
  ["novita", "../../../../elsewhere"],
  ["../..", "seedream5Lite"],
  ["segmind", "seedream5Lite"],
])("a report that was tampered with writes to no other folder: %s/%s", async (provider, operation) => {
  const fixture = { provider, operation, title: "t", provenance: { kind: "recorded" } };
  const answer = { id: "text", question: "q", answer: null, facts: {}, observed: [], exchanges: [], fixture };
  const report = { provider: "novita", date: "2026-12-01", from: "provider", answers: [answer], pictures: {} };
  const read = changesOf(report as object as ContactReport, readSpec("novita")); // read from a file that anyone may edit
  await expect(read).rejects.toThrow(/it is no operation of novita, and nothing was changed/);
});

test("a place that the spec does not have is named", () => {
  expect(() => observed(spec, "a.yaml", ["get", "responses", "500"], "b")).toThrow(
    /a\.yaml has no statement with x-evidence at get\.responses\.500/,
  );
});

describe.each([segmind, threeDAIStudio, novita])("the questions about $id", (provider) => {
  const questions = () => loadQuestions(`${home}fixtures/${provider.id}/questions.yaml`, schema);

  test("name places of its spec, patterns, operations and models that there are", async () => {
    for (const { answers, send } of await questions()) {
      if ("model" in send) expect(provider.models.map(({ id }) => id)).toContain(send.model);
      else if (send.operation !== undefined) expect(Object.keys(provider.operations)).toContain(send.operation);
      for (const { when, observed: places = [] } of answers) {
        for (const pattern of Object.values(when)) expect(() => new RegExp(pattern)).not.toThrow();
        for (const { file, at } of places) observed(await readSpec(provider.id)(file), file, at, "first contact");
      }
    }
  });

  test("are asked from what is free to what is dearest, and what makes a picture comes last", async () => {
    const ordered = cheapestFirst(await questions(), provider);
    const worst = ordered.map(({ send }) => worstOf(send, provider));
    const firstPaid = worst.findIndex((cost) => cost !== undefined);
    expect(worst.slice(0, firstPaid).every((cost) => cost === undefined)).toBe(true);
    expect(firstPaid).toBeGreaterThan(1);
    const firstPicture = ordered.findIndex(({ send }) => "model" in send);
    expect(ordered.slice(firstPicture).every(({ send }) => "model" in send)).toBe(true);
    const amounts = worst.slice(firstPicture).map((cost) => cost?.max ?? Infinity);
    expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
  });
});

const report: ContactReport = {
  version: 1,
  provider: "novita",
  date: "2026-12-01",
  from: "provider",
  tool: { name: "seedbed", version: "0.0.0" },
  spent: {},
  pictures: { "pixel.png": "iVBORw0KGgo=" },
  answers: [
    {
      id: "text",
      question: "?",
      answer: "addresses",
      facts: {},
      observed: [{ file: "openapi.yaml", at: ["components", "headers", "TraceId"] }],
      exchanges: [],
      fixture: {
        title: "t",
        provider: "novita",
        operation: "seedream5Lite",
        provenance: { kind: "recorded", source: "api.novita.ai", date: "2026-12-01" },
        call: { operation: "seedream5Lite", request: { prompt: "a" } },
        exchanges: [],
        expect: { images: [] },
      },
    },
    { id: "other", question: "?", notAsked: "the budget" },
  ],
};

test("a report becomes recorded fixtures, their pictures, and evidence", async () => {
  const changes = await changesOf(report, readSpec("novita"));
  expect([...changes.keys()]).toEqual([
    "conformance/fixtures/novita/seedream5Lite/recorded-text.json",
    "conformance/fixtures/pictures/pixel.png",
    "specs/novita/openapi.yaml",
  ]);
  const fixture = JSON.parse(String(changes.get("conformance/fixtures/novita/seedream5Lite/recorded-text.json")));
  expect(fixture.provenance).toEqual({ kind: "recorded", source: "first contact 2026-12-01", date: "2026-12-01" });
  const before = await readSpec("novita")("openapi.yaml");
  const lines = (text: string) => text.split("\n");
  const changed = lines(String(changes.get("specs/novita/openapi.yaml"))).filter(
    (line) => !lines(before).includes(line),
  );
  expect(changed).toEqual([
    "      x-evidence: observed",
    '      x-source: "first contact 2026-12-01; before: huggingface_hub tests/cassettes, 2025-02-14"',
  ]);
});

test.each(["emulator", "elsewhere"] as const)("a report from %s is no evidence", async (from) => {
  await expect(changesOf({ ...report, from }, readSpec("novita"))).rejects.toThrow(
    /no evidence of novita, and nothing was changed/,
  );
  expect((await changesOf({ ...report, from }, readSpec("novita"), true)).size).toBe(3);
});
