import { nearMiss } from "@seedbed/core";
import type { CoverageRecord, Finding } from "@seedbed/report";
import { Ajv2020 } from "ajv/dist/2020.js";
import { placeIn, readChecked } from "../fixture/checked-json.ts";
import { InputError } from "../input-error.ts";

/** What one layer exercises of a provider's spec at least. */
export interface LayerFloor {
  /** How many, by kind. */
  readonly covered: Readonly<Record<string, number>>;
  /** What is not exercised yet, by name: whatever else goes missing was lost. */
  readonly missing: readonly string[];
}

/** What is exercised at least: it may only rise. */
export interface CoverageFloor {
  /** What the file is called in a record. */
  readonly file: string;
  /** By provider, then by layer. */
  readonly providers: Readonly<Record<string, Readonly<Partial<Record<HeldLayer, LayerFloor>>>>>;
}

/** A layer that has a floor: what live runs exercise depends on who has a key. */
export type HeldLayer = "replay" | "emulator";

const layerFloor = {
  type: "object",
  required: ["covered", "missing"],
  additionalProperties: false,
  properties: {
    covered: { type: "object", additionalProperties: { type: "integer", minimum: 0 } },
    missing: { type: "array", items: { type: "string" } },
  },
};
const schema = {
  type: "object",
  additionalProperties: {
    type: "object",
    minProperties: 1,
    additionalProperties: false,
    properties: { replay: layerFloor, emulator: layerFloor },
  },
};

/**
 * Reads a floor.
 *
 * @param name - what the file is called in a record
 * @throws InputError with file and line, where it is none
 */
export async function loadCoverageFloor(file: string, name = file): Promise<CoverageFloor> {
  const validate = new Ajv2020().compile<CoverageFloor["providers"]>(schema);
  return { file: name, providers: await readChecked(file, validate, "coverage floor") };
}

/**
 * Holds that a floor is of providers that there are, and holds what it is to hold.
 *
 * @param file - where it was read
 * @param must - the layers that run, by the provider that it must be of
 * @throws InputError with file and line
 */
export async function checkFloorProviders(
  file: string,
  floor: CoverageFloor,
  { must, known }: { readonly must: Readonly<Record<string, readonly HeldLayer[]>>; readonly known: readonly string[] },
): Promise<void> {
  const named = Object.keys(floor.providers);
  const stray = named.find((id) => !known.includes(id));
  if (stray !== undefined)
    throw new InputError(`${await placeIn(file, [stray])}: there is no provider "${stray}"${nearMiss(stray, known)}.`);
  for (const [id, running] of Object.entries(must)) {
    const layers = Object.keys(floor.providers[id] ?? {});
    if (layers.length === 0)
      throw new InputError(`${await placeIn(file, [])} has no floor for ${id}, which is checked.`);
    if (running.some((layer) => layers.includes(layer))) continue;
    const place = await placeIn(file, [id]);
    throw new InputError(`${place} has a floor for ${id} on ${layers.join(", ")} alone, which does not run.`);
  }
}

/** What was measured, as a floor has it, without what depends on the pace of the machine; undefined for a layer that has none. */
export function measured({ layer, kinds, missing, paced = [] }: CoverageRecord): LayerFloor | undefined {
  if (layer === "live") return undefined;
  const held = missing.filter((name) => !paced.includes(name));
  const count = (names: readonly string[], kind: string) => names.filter((name) => name.startsWith(`${kind}: `)).length;
  const covered = kinds.flatMap(({ kind, total }): [string, number][] => {
    const own = total - count(paced, kind);
    return own === 0 ? [] : [[kind, own - count(held, kind)]];
  });
  return { covered: Object.fromEntries(covered), missing: held };
}

/** The kinds of which less is exercised than the floor has, each with what was lost. What the spec states no more is not lost. */
export function belowFloor(record: CoverageRecord, floor: LayerFloor): Finding[] {
  const now = measured(record);
  return Object.entries(floor.covered).flatMap(([kind, least]): Finding[] => {
    const covered = now?.covered[kind] ?? 0;
    const lost = (now?.missing ?? []).filter((name) => name.startsWith(`${kind}: `) && !floor.missing.includes(name));
    if (covered >= least || lost.length === 0) return [];
    const names = lost.map((name) => name.slice(kind.length + 2));
    const message = `${record.layer} exercises ${covered} of kind ${kind}, its floor is ${least}; what went missing: ${names.join(", ")}`;
    return [{ field: `${record.layer}.${kind}`, message, expected: least, actual: covered }];
  });
}

/** Whether the floor says anything else than what was measured: it must then be raised. */
export function isBehind(record: CoverageRecord, floor: LayerFloor | undefined): boolean {
  return JSON.stringify(measured(record)) !== JSON.stringify(floor);
}

/** The floor that these records reach, in place of an earlier one; what they do not measure stays. */
export function raisedFloor(
  floor: CoverageFloor["providers"],
  records: readonly CoverageRecord[],
): CoverageFloor["providers"] {
  const raised: Record<string, Partial<Record<HeldLayer, LayerFloor>>> = structuredClone({ ...floor });
  for (const record of records) {
    const now = measured(record);
    if (record.layer === "live" || !now || record.kinds.every(({ covered }) => covered === 0)) continue;
    raised[record.provider] = { ...raised[record.provider], [record.layer]: now };
  }
  return raised;
}
