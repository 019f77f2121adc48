import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { bad, faultCheck, good, none, outcomeOf } from "../check.ts";

export const partialResults = faultCheck({
  id: "partial-results",
  group: "Money",
  title: "four images; the fourth call is refused (402), or the fourth image cannot be fetched (404)",
  wanted: "the paid ones are on the result or on the error",
  trial: {
    count: 4,
    fault: ({ method, path }, count) => {
      if (method === "POST" && count === 4) return reply(402, { detail: "no credit" });
      return path === "/image-4" ? reply(404, "gone") : undefined;
    },
  },
  judge(seen) {
    const kept = seen.told?.images ?? 0;
    if (seen.told?.outcome === "returned" && kept < 4) return none(`gives ${kept} image a call`);
    const text = `${kept} of ${seen.posts > 1 ? 3 : 4} kept: ${outcomeOf(seen)}`;
    return kept >= 3 ? good(text) : bad(text);
  },
});
