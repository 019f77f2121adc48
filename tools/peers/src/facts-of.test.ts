import { expect, test } from "vitest";
import { factsOf } from "./facts-of.ts";
import type { Told } from "./observation.ts";
import { apiKey } from "./peer.ts";

class OwnError extends Error {
  readonly billed = "unknown";
}
const quiet = { client: {}, imagesOf: () => 0 };
const withField = (fields: object) => Object.assign(new Error("no"), fields);

test.each<[name: string, outcome: Told["outcome"], value: unknown, want: Partial<Told>]>([
  [
    "a class of the client's own is typed",
    "threw",
    new OwnError("no"),
    { error: "OwnError", typed: true, tellsBilled: true },
  ],
  [
    "a class of the runtime is not",
    "threw",
    new SyntaxError("no"),
    { error: "SyntaxError", typed: false, tellsBilled: false },
  ],
  [
    "the runtime's time-out is not",
    "threw",
    new DOMException("", "TimeoutError"),
    { error: "TimeoutError", typed: false },
  ],
  ["an error may be bare text", "threw", "provider-says-no", { error: "bare text", typed: false, keepsText: true }],
  ["an error may be a bare object", "threw", { status: 402 }, { error: "a bare object", typed: false }],
  [
    "a text is found in the cause too",
    "threw",
    new Error("no", { cause: new Error("provider-says-no") }),
    { keepsText: true },
  ],
  [
    "a key in a header is printed",
    "threw",
    withField({ headers: { authorization: `Key ${apiKey}` } }),
    { keyInError: true },
  ],
  ["a job's id is found", "threw", withField({ job: { taskId: "task-1" } }), { keepsJob: true }],
  ["a cost is found", "returned", { cost: { min: 0.035 } }, { tellsCost: true }],
  ["an unknown cost is none", "returned", { cost: null }, { tellsCost: false }],
  [
    "a change of a setting is found",
    "returned",
    { parity: [{ setting: "aspectRatio", status: "approximated" }] },
    { tellsSetting: true },
  ],
  ["a setting that is only repeated is not", "returned", { aspectRatio: "3:2" }, { tellsSetting: false }],
  ["nothing is empty", "returned", undefined, { empty: true }],
])("%s", (_, outcome, value, want) => {
  expect(factsOf(outcome, value, quiet)).toMatchObject(want);
});

test("a key in a printed client is seen", () => {
  expect(factsOf("returned", {}, { ...quiet, client: { apiKey } })).toMatchObject({ keyInClient: true });
});
