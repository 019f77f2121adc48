import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { bad, type FaultCheck, faultCheck, good, middling, outcomeOf } from "../check.ts";

export const redirects: readonly FaultCheck[] = [302, 307].map((status) =>
  faultCheck({
    id: `redirect-${status}`,
    group: "Keys",
    title: `${status} of the POST to another host`,
    wanted: "not followed; the key does not go there",
    trial: {
      watchMs: 10_000,
      fault: ({ method }, _, elsewhere) =>
        method === "POST" ? reply(status, "", { location: `${elsewhere}/other` }) : undefined,
    },
    judge(seen) {
      if (seen.keyElsewhere) return bad("followed, and the key with it");
      if (seen.elsewhere > 0) return middling(`followed without the key: ${outcomeOf(seen)}`);
      return good(`not followed: ${outcomeOf(seen)}`);
    },
  }),
);
