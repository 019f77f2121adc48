import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { bad, type FaultCheck, faultCheck, good, middling, outcomeOf } from "../check.ts";

/** How the providers say that the credits are gone: in plain words. */
export const errorTexts: readonly FaultCheck[] = [402, 406].map((status) =>
  faultCheck({
    id: `text-${status}`,
    group: "Errors",
    title: `${status} with a text body`,
    wanted: "a typed error that keeps the text",
    trial: { fault: ({ method }) => (method === "POST" ? reply(status, "provider-says-no") : undefined) },
    judge(seen) {
      const text = `${seen.told?.keepsText ? "kept" : "lost"}: ${outcomeOf(seen)}`;
      if (!seen.told?.keepsText) return bad(text);
      return seen.told.typed ? good(text) : middling(`kept, as bare text`);
    },
  }),
);
