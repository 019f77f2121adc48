import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Exchange } from "../../fixture/fixture.ts";
import { changesOf, claimsBeyond, type KnownProvider, observed } from "./apply-first-contact.ts";
import { cheapestFirst, worstOf } from "./cheapest-first.ts";
import type { ContactReport } from "./contact-report.ts";
import { loadQuestions } from "./question.ts";
import { meaningOf } from "./read-facts.ts";

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

  test("take no refusal of our key, of our pace or of our money for an answer, nor a failure of the provider", async () => {
    for (const { id, answers, send, read } of await questions()) {
      if ("method" in send && (send.key ?? "documented") !== "documented") continue;
      if ("method" in send && send.times !== undefined) continue; // it asks for a 429
      for (const status of ["401", "403", "429", "500", "503"]) {
        const facts = Object.fromEntries(read.facts.map((fact) => [fact, "absent"]));
        const meaning = meaningOf({ id, answers, send, read, question: "?" }, { ...facts, status });
        expect(meaning?.means, `${id} ${status}`).toBeUndefined();
      }
    }
  });

  test("ask the control of a question before it", async () => {
    const ids = cheapestFirst(await questions(), provider).map(({ id }) => id);
    for (const { id, control } of await questions())
      if (control !== undefined) expect(ids.indexOf(control)).toBeLessThan(ids.indexOf(id));
  });

  test("are asked from what is free to what is dearest, and what makes an image comes last", async () => {
    const ordered = cheapestFirst(await questions(), provider);
    const worst = ordered.map(({ send }) => worstOf(send, provider));
    const firstPaid = worst.findIndex((cost) => cost !== undefined);
    expect(worst.slice(0, firstPaid).every((cost) => cost === undefined)).toBe(true);
    expect(firstPaid).toBeGreaterThan(1);
    const firstImage = ordered.findIndex(({ send }) => "model" in send);
    expect(ordered.slice(firstImage).every(({ send }) => "model" in send)).toBe(true);
    const amounts = worst.slice(firstImage).map((cost) => cost?.max ?? Infinity);
    expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
  });
});

const exchanges: Exchange[] = [
  {
    request: { method: "POST", path: "/v3/seedream-5.0-lite", body: { prompt: "a" } },
    response: {
      status: 200,
      headers: { "x-trace-id": "0123456789abcdef0123456789abcdef" },
      json: { images: ["https://files.example.com/1.png"] },
    },
  },
  {
    request: { method: "GET", url: "https://files.example.com/1.png" },
    response: { status: 200, image: "pixel.png" },
  },
];
const text = {
  id: "text",
  question: "?",
  answer: "addresses, with a trace id",
  facts: {},
  observed: [
    { file: "seedream-5.0-lite.yaml", at: ["post", "responses", "200"] },
    { file: "openapi.yaml", at: ["components", "schemas", "ImagesResult", "properties", "images"] },
    { file: "openapi.yaml", at: ["components", "headers", "TraceId"] },
  ],
  exchanges,
  fixture: {
    title: "t",
    provider: "novita",
    operation: "seedream5Lite",
    provenance: { kind: "recorded", source: "api.novita.ai", date: "2026-12-01" },
    call: { operation: "seedream5Lite", request: { prompt: "a" } },
    exchanges,
    expect: { images: [] },
  },
} as const;
const report: ContactReport = {
  version: 1,
  provider: "novita",
  date: "2026-12-01",
  from: "provider",
  tool: { name: "seedbed", version: "0.0.0" },
  spent: {},
  images: { "pixel.png": "iVBORw0KGgo=", "other.png": "iVBORw0KGgo=" },
  answers: [text, { id: "image-type", question: "?", notAsked: "the budget" }],
};
const known = async (): Promise<KnownProvider> => ({
  questions: await loadQuestions(`${home}fixtures/novita/questions.yaml`, schema),
  operations: Object.keys(novita.operations),
  readSpec: readSpec("novita"),
});

test("a report becomes recorded fixtures, their images, and evidence", async () => {
  const changes = await changesOf(report, await known());
  expect([...changes.keys()]).toEqual([
    "conformance/fixtures/novita/seedream5Lite/recorded-text.json",
    "conformance/fixtures/images/pixel.png",
    "specs/novita/seedream-5.0-lite.yaml",
    "specs/novita/openapi.yaml",
  ]);
  const fixture = JSON.parse(String(changes.get("conformance/fixtures/novita/seedream5Lite/recorded-text.json")));
  expect(fixture.provenance).toEqual({ kind: "recorded", source: "first contact 2026-12-01", date: "2026-12-01" });
  const before = await readSpec("novita")("openapi.yaml");
  const lines = (whole: string) => whole.split("\n");
  const changed = lines(String(changes.get("specs/novita/openapi.yaml"))).filter(
    (line) => !lines(before).includes(line),
  );
  expect(changed).toContain(
    '      x-source: "first contact 2026-12-01; before: huggingface_hub tests/cassettes, 2025-02-14"',
  );
  expect(claimsBeyond(report, await known())).toEqual([]);
});

test.each(["emulator", "elsewhere"] as const)("a report from %s is not evidence", async (from) => {
  await expect(changesOf({ ...report, from }, await known())).rejects.toThrow(
    /not evidence of novita, and nothing was changed/,
  );
});

test("what an answer bears out is read from its exchanges, whatever the report claims", async () => {
  const claimed = { ...text, answer: null, exchanges: [], observed: [{ file: "nope.yaml", at: ["a"] }] };
  const { fixture: _, ...tampered } = claimed;
  const one = { ...report, answers: [tampered] };
  expect([...(await changesOf(one, await known())).keys()]).toEqual([]);
  expect(claimsBeyond(one, await known())).toEqual([
    "text: the report says nothing (1 statements), its exchanges nothing (0 statements), which counts.",
  ]);
});

const raw = { id: "missing-prompt", question: "?", answer: "400 with a code", facts: {}, observed: [], exchanges };
const other = (changes: object) => ({ ...text, fixture: { ...text.fixture, ...changes } });
test.each<[string, object, RegExp]>([
  [
    "is of another provider",
    other({ provider: "segmind" }),
    /a fixture of "segmind\/seedream5Lite": it is not an operation of/,
  ],
  [
    "is of no operation",
    other({ operation: "../../elsewhere" }),
    /"novita\/\.\.\/\.\.\/elsewhere": it is not an operation/,
  ],
  [
    "was not recorded",
    other({ provenance: { ...text.fixture.provenance, kind: "documented" } }),
    /that is documented, not/,
  ],
  ["has other exchanges", other({ exchanges: [] }), /whose exchanges are not its own/],
  ["is to no question", { ...text, id: "nothing" }, /The answer nothing is to no question about novita/],
  ["has a request of another question", raw, /missing-prompt has exchanges that its question does not lead to/],
])("an answer that %s is refused, and nothing is changed", async (_name, answer, says) => {
  const answers = [answer as ContactReport["answers"][number]]; // read from a file that anyone may edit
  await expect(changesOf({ ...report, answers }, await known())).rejects.toThrow(
    expect.objectContaining({ name: "InputError", message: expect.stringMatching(says) }),
  );
});

test("an image that the report does not hold is named", async () => {
  await expect(changesOf({ ...report, images: {} }, await known())).rejects.toThrow(
    "The answer text names pixel.png, which the report does not hold, and nothing was changed.",
  );
});

test("the report of a rehearsal keeps its word in tests, as synthetic fixtures", async () => {
  const rehearsed = other({ provenance: { ...text.fixture.provenance, kind: "synthetic" } });
  const changes = await changesOf({ ...report, from: "emulator", answers: [rehearsed] }, await known(), true);
  expect(changes.size).toBe(4);
});
