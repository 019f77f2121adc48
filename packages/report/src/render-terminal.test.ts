import { expect, it } from "vitest";
import { renderTerminal } from "./render-terminal.ts";
import type { CheckRecord } from "./run-record.ts";
import { liveRecord, offlineRecord } from "./sample/live-record.ts";
import { sampleRecord } from "./sample/record.ts";

const text = renderTerminal(sampleRecord, { colour: false });
const lines = text.split("\n");

it("leads with how the fixtures came to be, and ends with the outcome", () => {
  expect(lines[0]).toMatch(/^recorded 0, documented 14, synthetic 5 /);
  expect(text).toMatch(/\nFailed: 31 ok, 1 violation, 1 transport, 1 drift, 1 skipped in 5\.3 s\n$/);
});

it.each([80, 100, 120])("fits into %i columns", (width) => {
  for (const line of renderTerminal(sampleRecord, { colour: false, width }).split("\n")) {
    expect(line.length, line).toBeLessThanOrEqual(width);
  }
});

it("says what an emulated run does not prove, beside each name too", () => {
  const flat = text.replaceAll(/\s+/g, " ");
  expect(flat).toContain("at time scale 100. Latencies are drawn from the documents, hold the wait for the next poll");
  for (const { id } of sampleRecord.providers)
    expect(lines.some((line) => line.startsWith(`${id} (emulated)`))).toBe(true);
});

it("does not speak of the emulator on a live run", () => {
  expect(renderTerminal(liveRecord, { colour: false })).not.toMatch(/\(emulated\)|Emulated/);
  expect(renderTerminal(liveRecord, { colour: false })).toContain("Passed: ");
});

it("lists what is wrong with file, field, message and both values", () => {
  expect(text).toMatch(/violation {2}smoke\/novita\/seedream-5\.0-lite\/text\n {11}expect\.images\[0\]\.width: /);
  expect(text).toMatch(/ {13}expected {2}2848\n {13}actual {4}2048\n/);
  expect(text).toContain("           conformance/fixtures/novita/seedream5Lite/extra-field.json\n");
  expect(text).toContain("skipped    no recording yet: it needs a key\n");
});

it("names settings that were lost, and no others", () => {
  expect(text).toContain("    parity: aspectRatio 3:2 → landscape_4_3, approximated\n");
  expect(text).not.toMatch(/, (exact|mapped|defaulted)\n/);
});

it("shows operations that made no generation as not run", () => {
  expect(renderTerminal(offlineRecord, { colour: false }).match(/not run/g)).toHaveLength(7);
});

it("colours only when told, and never lets a provider's text steer the terminal", () => {
  expect(text).not.toContain("\u001b");
  expect(renderTerminal(sampleRecord, { colour: true })).toContain("\u001b[31m");
  const check: CheckRecord = {
    id: "a\u001b[2J\u202e",
    layer: "replay",
    provider: "novita",
    title: "hostile",
    verdict: "violation",
    durationMs: 1,
    file: "f\u0007",
    findings: [{ field: "x", message: "\u001b]0;owned\u0007", actual: "\r" }],
  };
  const shown = renderTerminal({ ...sampleRecord, checks: [check] }, { colour: false });
  for (const character of ["\u0007", "\u001b", "\r", "\u202e"]) expect(shown).not.toContain(character);
});

it("warns of fixtures that are old, the first five of them", () => {
  expect(text.replaceAll(/\s+/g, " ")).toContain(
    "warning novita/seedream5Lite/extra-field: read on 2026-02-25, 269 days ago: see whether seed 004 still says so",
  );
  const old = sampleRecord.checks.map((check) => ({ ...check, warning: "old" }));
  const many = renderTerminal({ ...sampleRecord, checks: old }, { colour: false });
  expect(many.match(/: old\n/g)).toHaveLength(5);
  expect(many).toContain(`           and ${old.length - 5} more\n`);
});

it("cuts a value that is too long, and says how long it was", () => {
  const [check] = sampleRecord.checks;
  const findings = [{ field: "body", message: "wrong", actual: "x".repeat(5_000) }];
  const checks = check ? [{ ...check, verdict: "violation" as const, findings }] : [];
  expect(renderTerminal({ ...sampleRecord, checks }, { colour: false })).toContain("(5000 characters)");
});
