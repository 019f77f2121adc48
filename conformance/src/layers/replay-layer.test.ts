import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { provider as segmind } from "@seedbed/segmind";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Fixture, loadFixtures } from "../fixture/fixture.ts";
import type { CheckOptions } from "../run/check-options.ts";
import { createSpec } from "../spec/create-spec.ts";
import { collectNotes } from "../testing/collect-notes.ts";
import { replayLayer } from "./replay-layer.ts";

const home = path.resolve(import.meta.dirname, "../..");
const fixtureFolder = path.join(home, "fixtures");
const fixtures = await loadFixtures(fixtureFolder, path.join(home, "schemas/fixture.schema.json"));
const sample = found("novita/seedream5Lite/seed-sample");
const answer = found("novita/seedream5Lite/seed-answer");
const specs = new Map([["novita", createSpec(novitaDocument)]]);

function found(wanted: string): Fixture {
  const fixture = fixtures.find(({ id }) => id === wanted);
  if (!fixture) throw new Error(`${wanted} is gone`);
  return fixture;
}

async function held(changes: Partial<CheckOptions> = {}) {
  const { notes, done, exchanges, seen } = collectNotes();
  const layers: unknown[] = [];
  const onLayer = (...told: unknown[]) => layers.push(told);
  const options = { providers: [novita], fixtures: [sample], fixtureFolder, onLayer, ...changes };
  await replayLayer(options as object as CheckOptions, specs, notes);
  return { done, exchanges, seen, layers };
}

test("a fixture is replayed and shown, with where it stands and what it rests on", async () => {
  const { done, exchanges, seen, layers } = await held();
  expect(layers).toEqual([["replay", 1]]);
  expect(done).toEqual([
    {
      id: sample.id,
      layer: "replay",
      provider: "novita",
      operation: "seedream5Lite",
      title: sample.title,
      file: `conformance/fixtures/${sample.file}`,
      verdict: "ok",
      durationMs: expect.any(Number),
      provenance: sample.provenance.kind,
      date: sample.provenance.date,
      findings: [],
    },
  ]);
  expect(exchanges).toHaveLength(sample.exchanges.length);
  expect(seen).toEqual([["replay", "novita", 1]]); // the images lie with no operation
});

test("only the fixtures of the providers that are asked for are replayed, and of these the one that is named", async () => {
  const all = await held({ fixtures: [found("segmind/seedreamV3TextToImage/seed-sample"), sample, answer] });
  expect(all.done.map(({ id }) => id)).toEqual([sample.id, answer.id]);
  expect(all.layers).toEqual([["replay", 2]]);
  const one = await held({ fixtures: [sample, answer], only: answer.id });
  expect(one.done.map(({ id }) => id)).toEqual([answer.id]);
  expect(one.layers).toEqual([["replay", 1]]);
});

test("one whose provider has no spec is ignored", async () => {
  const { done } = await held({
    providers: [novita, segmind],
    fixtures: [found("segmind/seedreamV3TextToImage/seed-sample")],
  });
  expect(done).toEqual([]);
});

test("a violation is told with its line in the file", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "seedbed-replay-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { id: _id, file: _file, ...written } = answer;
  const broken = { ...written, expect: { error: { name: "RateLimitError" } } };
  const text = JSON.stringify(broken, undefined, 2);
  writeFileSync(path.join(folder, "broken.json"), text);
  const fixture = { ...broken, id: answer.id, file: "broken.json" } as object as Fixture;
  const { done } = await held({ fixtures: [fixture], fixtureFolder: folder, fixtureName: "mine" });
  const line = text.split("\n").findIndex((each) => each.includes('"RateLimitError"')) + 1;
  expect(done).toMatchObject([{ verdict: "violation", file: "mine/broken.json", line }]);
});

test("one of an operation that the spec has not is refused, with file and line", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "seedbed-replay-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, "gone.json"), '{\n  "title": "x",\n  "operation": "gone"\n}\n');
  const gone = { ...sample, operation: "gone", file: "gone.json" };
  await expect(held({ fixtures: [gone], fixtureFolder: folder })).rejects.toMatchObject({
    name: "InputError",
    message: `${path.join(folder, "gone.json")}:3 is of the operation gone, which the spec of novita has not.`,
  });
});

test("what is old is told to be, after the days that are given or 180", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(sample.provenance.date) + 180.5 * 86_400_000 });
  onTestFinished(() => void vi.useRealTimers());
  expect((await held()).done[0]).not.toHaveProperty("warning");
  expect((await held({ maxAgeDays: 179 })).done[0]?.warning).toMatch(/180 days ago/);
  vi.setSystemTime(Date.parse(sample.provenance.date) + 181.5 * 86_400_000);
  expect((await held()).done[0]?.warning).toMatch(/181 days ago/);
});

test("nothing more is begun once the run is stopped, and that is not a pass", async () => {
  const { done, exchanges, seen } = await held({ stop: AbortSignal.abort(new Error("interrupted")) });
  expect(done).toMatchObject([
    { id: sample.id, verdict: "skipped", reason: "the run was interrupted", durationMs: 0, title: sample.title },
  ]);
  expect([exchanges, seen]).toEqual([[], []]);
});
