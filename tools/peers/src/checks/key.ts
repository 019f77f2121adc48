import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { bad, faultCheck, good } from "../check.ts";

const trial = {
  fault: ({ method }: { method: string }) => (method === "POST" ? reply(400, { detail: "bad prompt" }) : undefined),
};

export const keyInError = faultCheck({
  id: "key-in-error",
  group: "Keys",
  title: "key in a printed error",
  wanted: "not there",
  trial,
  judge: ({ told }) => (told?.keyInError ? bad("printed") : good("no")),
});

export const keyInClient = faultCheck({
  id: "key-in-client",
  group: "Keys",
  title: "key in a printed client",
  wanted: "not there",
  trial,
  judge: ({ told }) => (told?.keyInClient ? bad("printed") : good("no")),
});
