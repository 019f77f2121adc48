import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { bad, type Cell, type FaultCheck, faultCheck, good, middling, none, outcomeOf } from "../check.ts";
import type { Observation } from "../observation.ts";

function judge(seen: Observation): Cell {
  if (!seen.told) return bad(outcomeOf(seen));
  const { abortLatencyMs, outcome } = seen.told;
  if (abortLatencyMs === undefined) return none("does not wait");
  const text = `${Math.ceil(abortLatencyMs)} ms${outcome === "returned" ? ", and no error" : ""}`;
  if (abortLatencyMs < 50 && outcome === "threw") return good(text);
  return abortLatencyMs < 1000 && outcome === "threw" ? middling(text) : bad(text);
}

const wanted = "rejects in under 50 ms";

export const aborts: readonly FaultCheck[] = [
  faultCheck({
    id: "abort-backoff",
    group: "Jobs and time",
    title: "abort in the wait after a 429",
    wanted,
    alone: true,
    trial: {
      abortAfterMs: 600,
      watchMs: 10_000,
      fault: ({ method }) => (method === "POST" ? reply(429, { error: "slow" }, { "retry-after": "5" }) : undefined),
    },
    judge,
  }),
  faultCheck({
    id: "abort-poll",
    group: "Jobs and time",
    title: "abort between two polls of a job",
    wanted,
    alone: true,
    trial: { job: "running", abortAfterMs: 1300, watchMs: 10_000, fault: () => undefined },
    judge,
  }),
];
