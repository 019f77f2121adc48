import { canonicalJson, InvalidRequestError } from "@seedbed/core";
import type { BenchModel, BenchRecord } from "../bench-record.ts";

/**
 * Refuses runs that were not made alike.
 *
 * @returns the models that both measured
 * @throws InvalidRequestError for an emulated and a live run, and for different plans
 */
export function comparableModels(before: BenchRecord, after: BenchRecord): string[] {
  const difference = differenceOf(before, after);
  if (difference !== null) {
    throw new InvalidRequestError(`The two runs cannot be compared: ${difference}.`, { field: "against" });
  }
  return shared(before, after).map(([{ model }]) => model);
}

/** What keeps two runs from being compared, in words; null where nothing does. */
export function differenceOf(before: BenchRecord, after: BenchRecord): string | null {
  if (before.emulated !== after.emulated) {
    const [first, second] = before.emulated ? ["an emulator", "the providers"] : ["the providers", "an emulator"];
    return `${first} answered the earlier one and ${second} the later one, and what an emulator says is not a measurement`;
  }
  if (before.name !== after.name) return `their plans differ ("${before.name}" and "${after.name}")`;
  if (canonicalJson(before.schedule) !== canonicalJson(after.schedule)) {
    return "their plans differ in the schedule";
  }
  const both = shared(before, after);
  if (both.length === 0) return "their plans have no model in common";
  for (const [earlier, later] of both) {
    const setting = changedSetting(earlier, later);
    if (setting !== null) return `their plans differ in ${setting} for ${later.model}`;
  }
  const changed = Object.entries(before.prompts ?? {}).find(([id, text]) => (after.prompts?.[id] ?? text) !== text);
  if (changed !== undefined) return `their plans differ in the text of the prompt ${changed[0]}`;
  const prompts = new Set(before.attempts.map(({ promptId }) => promptId));
  return after.attempts.some(({ promptId }) => prompts.has(promptId)) ? null : "their plans have no prompt in common";
}

function shared(before: BenchRecord, after: BenchRecord): [BenchModel, BenchModel][] {
  return after.models.flatMap((later): [BenchModel, BenchModel][] => {
    const earlier = before.models.find(({ model }) => model === later.model);
    return earlier === undefined ? [] : [[earlier, later]];
  });
}

/** What was asked for differently; how it reached the provider may differ by a release of ours, and shows in the parity table. */
function changedSetting(earlier: BenchModel, later: BenchModel): string | null {
  const asked = ({ parity }: BenchModel) =>
    new Map(parity.map(({ setting, requested }) => [setting, canonicalJson(requested ?? null)]));
  const [first, second] = [asked(earlier), asked(later)];
  const settings = [...new Set([...first.keys(), ...second.keys()])];
  return settings.find((setting) => (first.get(setting) ?? "null") !== (second.get(setting) ?? "null")) ?? null;
}
