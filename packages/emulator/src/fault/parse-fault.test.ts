import { describe, expect, test } from "vitest";
import { parseFault } from "./parse-fault.ts";
import type { KnownProvider } from "./read-fault-rule.ts";

const known: KnownProvider[] = [
  {
    id: "novita",
    operations: [
      {
        operationId: "seedream5Lite",
        method: "POST",
        isJob: false,
        statuses: { 200: [], 400: ["ILLEGAL_PROMPT"], 503: [] },
      },
    ],
  },
  {
    id: "3daistudio",
    operations: [
      { operationId: "seedreamV5LiteGenerate", method: "POST", isJob: true, statuses: { 429: ["rate_limited"] } },
      { operationId: "getWallet", method: "GET", isJob: false, statuses: {} },
    ],
  },
];

describe("a fault in words", () => {
  test.each([
    [
      "novita:seedream5Lite:nth=2:status=503",
      { provider: "novita", operationId: "seedream5Lite", nth: 2, fault: { kind: "status", status: 503 } },
    ],
    ["malformed", { fault: { kind: "malformed" } }],
    ["3daistudio:neverEnding", { provider: "3daistudio", fault: { kind: "neverEnding" } }],
    ["seedream5Lite:failed", { operationId: "seedream5Lite", fault: { kind: "failed" } }],
    ["*:moderated", { fault: { kind: "moderated" } }],
    ["3daistudio:*:unknownState", { provider: "3daistudio", fault: { kind: "unknownState" } }],
    ["status=500:times=always", { times: "always", fault: { kind: "status", status: 500 } }],
    [
      "novita:probability=0.1:seed=7:times=3:reset=during",
      { provider: "novita", probability: 0.1, seed: 7, times: 3, fault: { kind: "reset", when: "during" } },
    ],
    ["slow=200", { fault: { kind: "slow", bytesPerSecond: 200 } }],
    ["truncate", { fault: { kind: "truncate" } }],
    ["truncate=0.3", { fault: { kind: "truncate", share: 0.3 } }],
    ["mediaType=text/plain", { fault: { kind: "mediaType", mediaType: "text/plain" } }],
    ["html", { fault: { kind: "html" } }],
    ["html=502", { fault: { kind: "html", status: 502 } }],
    ["expired", { fault: { kind: "expired" } }],
    [
      "novita:status=400:code=ILLEGAL_PROMPT",
      { provider: "novita", fault: { kind: "status", status: 400, code: "ILLEGAL_PROMPT" } },
    ],
    [
      "status=429:waitSeconds=21",
      { fault: { kind: "status", status: 429, wait: { ms: 21_000, as: "retry-after-seconds" } } },
    ],
    [
      "status=429:waitSeconds=1.5:waitAs=body",
      { fault: { kind: "status", status: 429, wait: { ms: 1500, as: "body" } } },
    ],
    ["status=500:body=null", { fault: { kind: "status", status: 500, body: null } }],
    ['status=418:body={"error":"no: tea"}', { fault: { kind: "status", status: 418, body: { error: "no: tea" } } }],
    ["status=418:body=no: tea", { fault: { kind: "status", status: 418, body: "no: tea" } }],
  ])("%s is read", (text, want) => {
    expect(parseFault(text, known)).toEqual(want);
  });

  test.each([
    ["", '"" is not a provider (novita, 3daistudio), no operation of one, and no fault; faults are status, reset,'],
    ["novita", "it names no fault; faults are status, reset,"],
    ["nvita:status=503", '"nvita" is not a provider (novita, 3daistudio)'],
    ["novita:seedream5:status=503", 'novita has no operation "seedream5"; there are seedream5Lite'],
    ["novita:nht=2:status=503", '"nht=2" is neither a fault nor a setting of one; faults are status,'],
    ["novita:status=503:seedream5Lite", '"seedream5Lite" is neither a fault nor a setting of one'],
    ["status=503:html", "it names two faults, status and html: order each by itself"],
    ["status", 'a status fault needs "status", a whole number from 200 to 599'],
    ["status=99", '"status" of a status fault is a whole number from 200 to 599; it is 99'],
    ["status=oops", '"status" of a status fault is a whole number from 200 to 599; it is "oops"'],
    ["reset=never", '"when" of a reset fault is one of before, during, after; it is "never"'],
    ["malformed=1", 'malformed takes no value; it has "1"'],
    ["nth=0:html", '"nth" of a rule is a whole number from 1; it is 0'],
    ["times=0:html", '"times" of a rule is a whole number from 1, or always; it is 0'],
    ["probability=2:html", '"probability" of a rule is a number from 0 to 1; it is 2'],
    ["slow=0", '"bytesPerSecond" of a slow fault is a number above 0; it is 0'],
    ["truncate:code=x", 'a truncate fault has no "code"; it takes share'],
    ["status=429:waitAs=body", "waitSeconds is a number; it is undefined"],
    ["status=429:waitSeconds=1:waitAs=word", '"as" of a wait is one of retry-after-seconds, retry-after-date,'],
    ["html=304", '"status" of a html fault is a whole number from 200 to 599 whose answer has a body; it is 304'],
    ["mediaType=text/€", '"mediaType" of a mediaType fault is a text that a header can hold; it is "text/€"'],
    ["status=204:body=x", "an answer with status 204 has no body"],
    ["novita:expired", "expired happens to a job, and no operation there starts one"],
    ["seedream5Lite:neverEnding", "neverEnding happens to a job, and no operation there starts one"],
    ["3daistudio:getWallet:failed", "failed happens to a generation, and no operation there starts one"],
    ["toString", '"toString" is not a provider (novita, 3daistudio)'],
    ["constructor=1", '"constructor=1" is neither a fault nor a setting of one'],
    ["status=500:hasOwnProperty=1", '"hasOwnProperty=1" is neither a fault nor a setting of one'],
    ["nth=2:nth=3:status=503", "nth is given twice"],
    ["status=503:code=A:code=B", "code is given twice"],
    ["status=500:body={bad", 'body begins as JSON does, and is none: "{bad"'],
    ["status=500:body=[1,", 'body begins as JSON does, and is none: "[1,"'],
    ["novita:status=400:code=OOPS", '"OOPS" is not a code of status 400 there; documented are ILLEGAL_PROMPT'],
    ["novita:status=503:code=OOPS", '"OOPS" is not a code of status 503 there; none is documented'],
  ])("%s is refused in one sentence", (text, want) => {
    expect(() => parseFault(text, known)).toThrow(RangeError);
    expect(() => parseFault(text, known)).toThrow(want);
  });
});
