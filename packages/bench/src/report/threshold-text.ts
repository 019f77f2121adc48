import type { ThresholdResult } from "../statistics/evaluate-thresholds.ts";
import type { ReportContext } from "./report-context.ts";

/** What was found, with the model as the report calls it. */
export function thresholdText({ text, model }: ThresholdResult, { models }: ReportContext): string {
  const name = models.find((of) => of.model === model)?.name ?? model;
  return text.startsWith(`${model}: `) ? `${name}${text.slice(model.length)}` : text;
}
