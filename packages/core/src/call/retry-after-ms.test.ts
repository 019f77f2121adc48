import { expect, test } from "vitest";
import { readRetryAfterMs } from "./retry-after-ms.ts";

const now = Date.parse("2026-02-25T12:00:00Z");
const date = "Wed, 25 Feb 2026 09:00:00 GMT"; // the provider's clock is three hours behind

const cases: [name: string, headers: Record<string, string>, text: string, want: number | undefined][] = [
  ["seconds", { "retry-after": "21" }, "", 21_000],
  ["a fraction of a second, rounded up to a whole millisecond", { "retry-after": "0.0005" }, "", 1],
  ["no seconds at all", { "retry-after": "0" }, "", 0],
  ["a date, by our clock where the answer has none", { "retry-after": "Wed, 25 Feb 2026 12:00:30 GMT" }, "", 30_000],
  ["a date, by the provider's own", { "retry-after": "Wed, 25 Feb 2026 09:00:05 GMT", date }, "", 5000],
  ["a date that has passed", { "retry-after": "Wed, 25 Feb 2026 11:00:00 GMT" }, "", 0],
  ["a reset with a zone", { "x-rate-limit-reset-at-utc": "2026-02-25T12:00:10Z" }, "", 10_000],
  ["a reset with an offset", { "x-rate-limit-reset-at-utc": "2026-02-25T13:00:10+01:00" }, "", 10_000],
  ["a reset without a zone, as UTC", { "x-rate-limit-reset-at-utc": "2026-02-25 12:00:10" }, "", 10_000],
  ["a reset with microseconds", { "x-rate-limit-reset-at-utc": "2026-02-25T12:00:10.250000" }, "", 10_250],
  ["a reset that says UTC", { "x-rate-limit-reset-at-utc": "2026-02-25 12:00:10 UTC" }, "", 10_000],
  ["a reset in Unix seconds", { "x-rate-limit-reset-at-utc": String(now / 1000 + 7) }, "", 7000],
  ["a reset in Unix milliseconds", { "x-rate-limit-reset-at-utc": String(now + 7) }, "", 7],
  ["words, in seconds", {}, '{"error":"Request was throttled. Expected available in 21 seconds."}', 21_000],
  ["words, in one second", {}, "Expected available in 1 second.", 1000],
  ["words, in milliseconds", {}, "try again in 250 ms", 250],
  ["words, in minutes", {}, "try again in 2 minutes", 120_000],
  ["Retry-After before words", { "retry-after": "3" }, "Expected available in 21 seconds.", 3000],
  ["words where Retry-After cannot be read", { "retry-after": "soon" }, "Expected available in 21 seconds.", 21_000],
  ["nothing", {}, "Too many requests", undefined],
  ["seconds with more than one decimal", { "retry-after": "1.25" }, "", 1250],
  ["no seconds where more stands before them", { "retry-after": "about 7" }, "in 2 seconds", 2000],
  ["no seconds where more stands behind them", { "retry-after": "7 or so" }, "in 2 seconds", 2000],
  ["a reset in Unix seconds with decimals", { "x-rate-limit-reset-at-utc": `${now / 1000 + 7}.25` }, "", 7250],
  ["no Unix time of fourteen digits", { "x-rate-limit-reset-at-utc": `1${now}` }, "", undefined],
  ["no Unix time of fifteen digits", { "x-rate-limit-reset-at-utc": `${now}00` }, "", undefined],
  ["a reset with an offset without a colon", { "x-rate-limit-reset-at-utc": "2026-02-25T13:00:10+0100" }, "", 10_000],
  ["no reset in words", { "x-rate-limit-reset-at-utc": "soon" }, "", undefined],
  ["words with more than one decimal", {}, "in 1.25 seconds", 1250],
  ["words without a space", {}, "in 30s", 30_000],
  ["words, in one millisecond", {}, "in 1 millisecond", 1],
  ["words, in milliseconds written out", {}, "in 5 milliseconds", 5],
  ["words, in one minute", {}, "in 1 minute", 60_000],
  ["words in capitals", {}, "TRY AGAIN IN 3 SECONDS", 3000],
  ["no wait in a word that only ends in in", {}, "within 30 seconds", undefined],
  ["no wait in a unit that goes on", {}, "in 30 segments", undefined],
];

test.each(cases)("reads %s", (_name, headers, text, want) => {
  expect(readRetryAfterMs(new Headers(headers), text, now)).toBe(want);
});
