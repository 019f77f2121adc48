export { type CheckOptions, check } from "./check.ts";
export { type Call, type Exchange, type Fixture, loadFixtures } from "./fixture.ts";
export { InputError } from "./input-error.ts";
export { type LintedSpec, lintSpec } from "./lint.ts";
export { fixtureKey, type Replayed, type ReplayOptions, replay } from "./replay.ts";
export { type Smoked, type SmokeOptions, smoke } from "./smoke.ts";
export { type Case, loadCases } from "./smoke-cases.ts";
export { createSpec, type Spec } from "./spec.ts";
