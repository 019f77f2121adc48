import type { CoverageRecord } from "@seedbed/report";
import { expect, test } from "vitest";
import { coverageKinds } from "../coverage/coverage-items.ts";
import type { CheckOptions } from "../run/check-options.ts";
import { collectNotes } from "../testing/collect-notes.ts";
import { coverageLayer } from "./coverage-layer.ts";

const [kind = "operation"] = coverageKinds;
const record = (layer: CoverageRecord["layer"], covered = 3): CoverageRecord => ({
  provider: "acme",
  layer,
  kinds: [{ kind, covered, total: 4 }],
  missing: Array.from({ length: 4 - covered }, (_, index) => `${kind}: m${index}`),
});
const floor = { covered: { [kind]: 3 }, missing: [`${kind}: m0`] };
const whole = {
  coverageFloor: { file: "floor.json", providers: { acme: { replay: floor, emulator: floor } } },
  servers: ["acme"],
  cases: [{}],
} as object as CheckOptions;

function held(records: CoverageRecord[], changes: Partial<CheckOptions> = {}, emulated = ["acme"]) {
  const { notes, done } = collectNotes();
  const layers: unknown[] = [];
  coverageLayer({ ...whole, onLayer: (...told) => layers.push(told), ...changes }, records, new Set(emulated), notes);
  return { done, layers };
}
const ids = (...given: Parameters<typeof held>) => held(...given).done.map(({ id }) => id);

test("each layer that ran whole is held against its floor", () => {
  const { done, layers } = held([record("replay"), record("emulator", 2), record("live", 0)]);
  expect(layers).toEqual([["coverage", 2]]);
  expect(done).toEqual([
    {
      id: "acme/coverage/replay",
      layer: "coverage",
      provider: "acme",
      title: "what is exercised of the spec on the layer replay is not below its floor",
      verdict: "ok",
      durationMs: 0,
      file: "floor.json",
      findings: [],
    },
    expect.objectContaining({ id: "acme/coverage/emulator", verdict: "violation", findings: [expect.anything()] }),
  ]);
});

test("one that did not run whole is not: no emulator, no server, no case, one case alone, no floor", () => {
  const both = [record("replay"), record("emulator")];
  expect(ids(both, {}, [])).toEqual(["acme/coverage/replay"]);
  expect(ids(both, { servers: [] })).toEqual(["acme/coverage/replay"]);
  expect(ids(both, { cases: [] })).toEqual(["acme/coverage/replay"]);
  expect(held(both, { only: "acme/x" })).toEqual({ done: [], layers: [] });
  expect(ids(both, { coverageFloor: { file: "f", providers: {} } })).toEqual([]);
  expect(ids(both, { coverageFloor: { file: "f", providers: { acme: { emulator: floor } } } })).toEqual([
    "acme/coverage/emulator",
  ]);
  expect(held([record("live")])).toEqual({ done: [], layers: [] });
});
