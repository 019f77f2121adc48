import type { BenchModel, BenchRecord } from "../bench-record.ts";

/** How a report calls what it measured. */
export interface NamingOptions {
  /**
   * `labels`: A, B, C. `models`: `novita/seedream-5.0-lite`.
   *
   * @default `labels` for an emulated run, so that no one takes it for a ranking of companies; `models` for a live one
   */
  readonly names?: "labels" | "models";
}

/** A model as a report calls it. */
export interface NamedModel extends BenchModel {
  /** Its place in the plan, which gives its colour. */
  readonly index: number;
  /** e.g. `A (emulated)`. */
  readonly name: string;
}

/** Whether providers go by their labels. */
export function areNamesHidden(record: BenchRecord, { names }: NamingOptions): boolean {
  return (names ?? (record.emulated ? "labels" : "models")) === "labels";
}

/** Each model with its name, in the order of the plan. */
export function nameModels(record: BenchRecord, options: NamingOptions): NamedModel[] {
  const hidden = areNamesHidden(record, options);
  return record.models.map((model, index) => {
    const name = hidden ? model.label : model.model;
    return { ...model, index, name: record.emulated ? `${name} (emulated)` : name };
  });
}
