export {
  type CoverageFloor,
  checkFloorProviders,
  type HeldLayer,
  isBehind,
  type LayerFloor,
  loadCoverageFloor,
  raisedFloor,
} from "./coverage/coverage-floor.ts";
export { type ExpectedFinding, loadExpectedFindings } from "./fixture/expected-findings.ts";
export { type Call, type Exchange, type Fixture, fixturesOf, loadFixtures } from "./fixture/fixture.ts";
export { InputError } from "./input-error.ts";
export { type LintedSpec, lintSpec } from "./lint/lint.ts";
export { assertFindable } from "./record/assert-no-secret.ts";
export {
  type AnsweredWithImages,
  type AskOptions,
  askQuestion,
} from "./record/first-contact/ask-question.ts";
export { cheapestFirst, worstOf } from "./record/first-contact/cheapest-first.ts";
export { type ContactReport, contactReportText } from "./record/first-contact/contact-report.ts";
export { loadContactReport } from "./record/first-contact/load-contact-report.ts";
export {
  loadQuestions,
  type Question,
  type QuestionAnswer,
  type QuestionSend,
  type SpecPlace,
} from "./record/first-contact/question.ts";
export type { Answered, Reading } from "./record/first-contact/read-answer.ts";
export type { Facts } from "./record/first-contact/read-facts.ts";
export {
  type AskedCall,
  operationOf,
  type Recorded,
  type Recording,
  type RecordOptions,
  recordCall,
} from "./record/record-call.ts";
export type { ImageFacts } from "./record/redact/small-image.ts";
export { isThere, recordingFile, type WrittenRecording, writeRecording } from "./record/write-recording.ts";
export { fixtureKey } from "./replay/client-outcome.ts";
export { type Replayed, type ReplayOptions, replay } from "./replay/replay.ts";
export { check } from "./run/check.ts";
export type { CheckDestination, CheckOptions } from "./run/check-options.ts";
export { type Smoked, type SmokeOptions, smoke, unfit } from "./smoke/smoke.ts";
export { type Case, loadCases } from "./smoke/smoke-cases.ts";
export { createSpec, type Spec } from "./spec/create-spec.ts";
export { type HarExchange, loadHar } from "./traffic/har.ts";
