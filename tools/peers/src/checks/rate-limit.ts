import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { bad, faultCheck, good, middling, outcomeOf, postsOf, seconds } from "../check.ts";

export const rateLimit = faultCheck({
  id: "rate-limit",
  group: "Money",
  title: "429 with `Retry-After: 2`, then a good answer",
  wanted: "one more POST, not earlier than 2 s",
  trial: {
    fault: ({ method }, count) =>
      method === "POST" && count === 1 ? reply(429, { error: "slow down" }, { "retry-after": "2" }) : undefined,
  },
  judge(seen) {
    const after = seen.gapMs === undefined ? "" : ` after ${seconds(seen.gapMs)}`;
    if (seen.posts === 1) return middling(`no retry: ${outcomeOf(seen)}`);
    if ((seen.gapMs ?? 0) < 1990) return bad(`ignored: ${postsOf(seen)}, the second${after}`);
    return good(`kept: ${postsOf(seen)}, the second${after}`);
  },
});

export const rateLimitForEver = faultCheck({
  id: "rate-limit-for-ever",
  group: "Money",
  title: "429 with `Retry-After: 2` for ever",
  wanted: "ends with an error; at most four POSTs",
  trial: {
    watchMs: 15_000,
    fault: ({ method }) => (method === "POST" ? reply(429, { error: "slow down" }, { "retry-after": "2" }) : undefined),
  },
  judge(seen) {
    const text = `${postsOf(seen)} in ${seconds(seen.elapsedMs)}: ${outcomeOf(seen)}`;
    return seen.told && seen.posts <= 4 ? good(text) : bad(text);
  },
});
