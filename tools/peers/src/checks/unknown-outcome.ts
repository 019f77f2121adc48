import type { Script } from "../../../../conformance/src/faults/scripted-server.ts";
import { cutOff, reply, resetBeforeHeaders, silence } from "../../../../conformance/src/faults/scripts.ts";
import { bad, type FaultCheck, faultCheck, good, outcomeOf, postsOf, seconds } from "../check.ts";
import type { Trial } from "../observe.ts";

/** Faults after which is unknown whether the image was made and billed. */
const faults: readonly [id: string, title: string, script: Script, trial?: Omit<Trial, "fault">][] = [
  ["status-500", "500", reply(500, { error: "broken" })],
  ["status-503", "503", reply(503, "busy")],
  ["status-504-empty", "504 with an empty body", reply(504, "")],
  ["reset-before-headers", "connection reset before the headers", resetBeforeHeaders],
  [
    "reset-mid-body",
    "connection reset in the middle of a 200",
    cutOff(200, '{"images": ["', { "content-type": "application/json" }),
  ],
  ["time-out", "no answer at all, the client's time-out set to 1 s", silence, { timeoutMs: 1000, watchMs: 12_000 }],
];

/** One POST for one call of the user: a second one may be a second bill. */
export const unknownOutcomes: readonly FaultCheck[] = faults.map(([id, title, script, trial]) =>
  faultCheck({
    id,
    group: "Double billing",
    title,
    wanted: "one POST, and an error",
    trial: { watchMs: 15_000, ...trial, fault: ({ method }) => (method === "POST" ? script : undefined) },
    judge(seen) {
      const text = `${postsOf(seen)}, ${seconds(seen.elapsedMs)}: ${outcomeOf(seen)}`;
      return seen.posts === 1 && seen.told?.outcome === "threw" ? good(text) : bad(text);
    },
  }),
);

export const tellsBilled = faultCheck({
  id: "tells-billed",
  group: "Double billing",
  title: "after a reset, the error says whether it was billed",
  wanted: "a field of the error says so, or that is unknown",
  trial: { watchMs: 15_000, fault: ({ method }) => (method === "POST" ? resetBeforeHeaders : undefined) },
  judge: (seen) => (seen.told?.tellsBilled ? good("yes") : bad("no")),
});
