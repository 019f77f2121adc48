import type { SharedV4Warning } from "@ai-sdk/provider";
import type { ParityEntry } from "@seedbed/core";

/** The AI SDK's own names, where they are others. */
const features: Readonly<Record<string, string>> = { images: "files", count: "n" };

/** What a model did not get as it was asked for, as warnings. */
export function parityWarnings(modelId: string, parity: readonly ParityEntry[]): SharedV4Warning[] {
  return parity.flatMap(({ setting, requested, sent, status }): SharedV4Warning[] => {
    const feature = features[setting] ?? setting;
    if (status === "dropped") {
      const details = `${modelId} has no such setting: ${show(requested)} was not sent.`;
      return [{ type: "unsupported", feature, details }];
    }
    if (status === "approximated") {
      const details = `${modelId} has no ${show(requested)}: the nearest, ${show(sent)}, was sent instead.`;
      return [{ type: "compatibility", feature, details }];
    }
    return [];
  });
}

function show(value: unknown): string {
  if (typeof value === "object" && value !== null && "width" in value && "height" in value) {
    return `${value.width}x${value.height}`;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
