import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CoverageRecord } from "@seedbed/report";
import { expect, test } from "vitest";
import { belowFloor, isBehind, type LayerFloor, loadCoverageFloor, measured, raisedFloor } from "./coverage-floor.ts";

const record: CoverageRecord = {
  provider: "acme",
  layer: "replay",
  kinds: [
    { kind: "status", covered: 3, total: 4 },
    { kind: "header", covered: 1, total: 2 },
  ],
  missing: ["status: paint 410", "header: paint 429 retry-after"],
};
const floor: LayerFloor = { covered: { status: 3, header: 1 }, missing: record.missing };

test("what is exercised as before is not below the floor, nor behind it", () => {
  expect(belowFloor(record, floor)).toEqual([]);
  expect(isBehind(record, floor)).toBe(false);
});

test("less is a finding that names the kind and what went missing, and nothing that was missing before", () => {
  const kinds = [{ kind: "status", covered: 2, total: 4 }, ...record.kinds.slice(1)];
  const less = { ...record, kinds, missing: ["status: paint 402", ...record.missing] };
  expect(belowFloor(less, floor)).toEqual([
    {
      field: "replay.status",
      message: "replay exercises 2 of kind status, its floor is 3; what went missing: paint 402",
      expected: 3,
      actual: 2,
    },
  ]);
});

test("what the spec states no more is not lost, and what it states anew is not either", () => {
  const [, header] = record.kinds;
  const anew = { kind: "status", covered: 3, total: 5 };
  const shrunk = { ...record, kinds: [{ kind: "status", covered: 2, total: 3 }, ...(header ? [header] : [])] };
  expect(belowFloor(shrunk, floor)).toEqual([]);
  expect(
    belowFloor(
      { ...record, kinds: [anew, ...(header ? [header] : [])], missing: [...record.missing, "status: paint 451"] },
      floor,
    ),
  ).toEqual([]);
});

test("more leaves the floor behind, until it is raised", () => {
  const more = {
    ...record,
    kinds: [{ kind: "status", covered: 4, total: 4 }, ...record.kinds.slice(1)],
    missing: record.missing.slice(1),
  };
  expect(belowFloor(more, floor)).toEqual([]);
  expect(isBehind(more, floor)).toBe(true);
  const raised = raisedFloor({ acme: { replay: floor } }, [more]);
  expect(raised).toEqual({ acme: { replay: { covered: { status: 4, header: 1 }, missing: record.missing.slice(1) } } });
  expect(isBehind(more, raised.acme?.replay)).toBe(false);
});

test("a layer that never ran raises nothing, and live runs have no floor", () => {
  const none = {
    ...record,
    kinds: record.kinds.map((kind) => ({ ...kind, covered: 0 })),
    missing: ["status: a", "status: b"],
  };
  const floors = { acme: { replay: floor } };
  expect(raisedFloor(floors, [none, { ...record, layer: "live" }])).toEqual(floors);
});

test("no floor rests on the pace of a machine, met or not", () => {
  const paced = ["status: paint 429", "header: paint 429 retry-after"];
  const steps = { kind: "transition", covered: 1, total: 1 };
  const slow: CoverageRecord = {
    ...record,
    layer: "emulator",
    kinds: [...record.kinds, steps],
    paced: [...paced, "transition: paint start > DONE"],
  };
  const fast: CoverageRecord = {
    ...slow,
    kinds: [{ kind: "status", covered: 2, total: 4 }, ...record.kinds.slice(1)],
    missing: ["status: paint 429", ...record.missing],
  };
  const raised = raisedFloor({}, [slow]);
  expect(raised).toEqual({ acme: { emulator: { covered: { status: 2, header: 1 }, missing: ["status: paint 410"] } } });
  expect(raisedFloor({}, [fast])).toEqual(raised);
});

test("a file that is not a floor is refused with file and line", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-floor-"));
  const file = path.join(folder, "floor.json");
  await writeFile(file, '{\n  "acme": {\n    "reply": {}\n  }\n}\n');
  await expect(loadCoverageFloor(file)).rejects.toThrow(/floor\.json:3 does not fit the schema of a coverage floor/);
  await rm(folder, { recursive: true });
});

test("live runs have no floor, and nothing of them is put into one", () => {
  expect(measured({ ...record, layer: "live" })).toBeUndefined();
  expect(raisedFloor({}, [{ ...record, layer: "live" }])).toEqual({});
  expect(belowFloor({ ...record, layer: "live" }, { covered: { status: 1 }, missing: [] })).toEqual([]);
});

test("what never ran raises nothing, what ran in part raises its layer alone", () => {
  const idle = { ...record, kinds: record.kinds.map((kind) => ({ ...kind, covered: 0 })) };
  expect(raisedFloor({ acme: { replay: floor } }, [idle])).toEqual({ acme: { replay: floor } });
  const some: CoverageRecord = {
    ...record,
    layer: "emulator",
    kinds: [{ kind: "status", covered: 1, total: 4 }, ...record.kinds.slice(1)],
  };
  const raised = raisedFloor({ acme: { replay: floor } }, [some]);
  expect(Object.keys(raised.acme ?? {})).toEqual(["replay", "emulator"]);
  expect(raised.acme?.replay).toEqual(floor);
});

test("what depends on the pace of the machine is in no floor", () => {
  const paced = { ...record, paced: ["status: paint 410", "header: paint 429 retry-after", "header: paint 200 x"] };
  expect(measured(paced)).toEqual({ covered: { status: 3 }, missing: [] });
});

test("several things that were lost are named one after the other", () => {
  const less = { ...record, missing: ["status: paint 402", "status: paint 403", ...record.missing] };
  const kinds = [{ kind: "status", covered: 1, total: 4 }, ...record.kinds.slice(1)];
  expect(belowFloor({ ...less, kinds }, floor).map(({ message }) => message)).toEqual([
    "replay exercises 1 of kind status, its floor is 3; what went missing: paint 402, paint 403",
  ]);
});

test.each([
  ["a number below nothing", { acme: { replay: { covered: { status: -1 }, missing: [] } } }],
  ["a part of a number", { acme: { replay: { covered: { status: 1.5 }, missing: [] } } }],
  ["a name that is none", { acme: { replay: { covered: {}, missing: [7] } } }],
  ["nothing of what is missing", { acme: { replay: { covered: {} } } }],
  ["nothing of what is covered", { acme: { replay: { missing: [] } } }],
  ["more than it may", { acme: { replay: { covered: {}, missing: [], more: 1 } } }],
  ["a layer that has none", { acme: { live: { covered: {}, missing: [] } } }],
  ["a list", [1]],
  ["a provider that is not an object", { acme: 7 }],
  ["a layer that is not an object", { acme: { emulator: 7 } }],
])("a file with %s is not a floor", async (_name, value) => {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-floor-"));
  try {
    await writeFile(path.join(folder, "floor.json"), JSON.stringify(value));
    await expect(loadCoverageFloor(path.join(folder, "floor.json"))).rejects.toThrow(/coverage floor/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
