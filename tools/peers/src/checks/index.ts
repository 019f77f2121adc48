import type { Check, FaultCheck } from "../check.ts";
import { aborts } from "./abort.ts";
import { badBodies } from "./bad-body.ts";
import { costAfter, costBefore } from "./cost.ts";
import { droppedSetting } from "./dropped-setting.ts";
import { errorTexts } from "./error-text.ts";
import { importTime } from "./import-time.ts";
import { jobDeadline, knownLate, pollsOfEndlessJob, unknownState } from "./job.ts";
import { keyInClient, keyInError } from "./key.ts";
import { partialResults } from "./partial-results.ts";
import { rateLimit, rateLimitForEver } from "./rate-limit.ts";
import { redirects } from "./redirect.ts";
import { bundleSize, installedPackages } from "./size.ts";
import { compileTime, typeChecks } from "./types.ts";
import { tellsBilled, unknownOutcomes } from "./unknown-outcome.ts";

/** One call each against a fault: these may run beside each other. */
export const faultChecks: readonly FaultCheck[] = [
  ...unknownOutcomes,
  tellsBilled,
  rateLimit,
  rateLimitForEver,
  partialResults,
  droppedSetting,
  costBefore,
  costAfter,
  ...errorTexts,
  ...badBodies,
  unknownState,
  pollsOfEndlessJob,
  jobDeadline,
  knownLate,
  keyInError,
  keyInClient,
  ...redirects,
];

/** Measures of time and size, which want the machine for themselves: one after the other. */
export const quietChecks: readonly Check[] = [
  ...aborts,
  bundleSize,
  importTime,
  installedPackages,
  ...typeChecks,
  compileTime,
];
