import type { Script } from "../../../../conformance/src/faults/scripted-server.ts";
import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { bad, type FaultCheck, faultCheck, good, middling, outcomeOf } from "../check.ts";

const bodies: readonly [id: string, title: string, script: Script][] = [
  [
    "truncated-json",
    "200 with truncated JSON",
    reply(200, '{"images": ["http', { "content-type": "application/json" }),
  ],
  ["empty-object", "200 with `{}`", reply(200, {})],
  [
    "wrong-media-type",
    "200 with an HTML page",
    reply(200, "<html>maintenance</html>", { "content-type": "text/html" }),
  ],
];

/** A paid answer that cannot be read. */
export const badBodies: readonly FaultCheck[] = bodies.map(([id, title, script]) =>
  faultCheck({
    id,
    group: "Errors",
    title,
    wanted: "an error class of the client's own",
    trial: {
      watchMs: 12_000,
      fault: (seen, _count, _elsewhere, namesImage) => (namesImage(seen) ? script : undefined),
    },
    judge(seen) {
      const text = outcomeOf(seen);
      if (!seen.told || seen.told.outcome === "returned")
        return bad(
          seen.told ? (seen.told.images > 0 ? `${text} as if it were an image` : `${text}, without an image`) : text,
        );
      return seen.told.typed ? good(text) : middling(text);
    },
  }),
);
