import { expect, it } from "vitest";
import { overlays, renderOverlay } from "./render-overlay.ts";
import { sampleRecord } from "./sample/record.ts";

it("gives the drift of a provider as one overlay, each action once, without what was known", () => {
  const known = sampleRecord.checks.map((check) => ({
    ...check,
    findings: check.findings.map((finding) =>
      finding.known ? { ...finding, overlay: { target: "$.known", update: {} } } : finding,
    ),
  }));
  const twice = { ...sampleRecord, checks: [...known, ...sampleRecord.checks] };
  expect(renderOverlay(twice, "novita")).toBe(`overlay: 1.0.0
info:
  title: "What seedbed check saw of novita and no document names"
  version: "2026-11-21"
actions:
  - target: "$[\\"components\\"][\\"schemas\\"][\\"ImagesResult\\"][\\"properties\\"]"
    update:
      {
        "seed": {
          "type": "number",
          "x-evidence": "observed"
        }
      }
`);
});

it("gives none where nothing drifted", () => {
  expect(renderOverlay(sampleRecord, "segmind")).toBeNull();
  expect(overlays(sampleRecord).map(({ file }) => file)).toEqual(["overlay-novita.yaml"]);
});
