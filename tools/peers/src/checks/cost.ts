import { bad, faultCheck, good } from "../check.ts";

const trial = { fault: () => undefined };

export const costBefore = faultCheck({
  id: "cost-before",
  group: "Money",
  title: "cost before the call",
  wanted: "a function that estimates it",
  trial,
  judge: ({ told }) => (told?.estimators.length ? good(`\`${told.estimators[0]}\``) : bad("nothing")),
});

export const costAfter = faultCheck({
  id: "cost-after",
  group: "Money",
  title: "cost on the result",
  wanted: "a figure and its basis",
  trial,
  judge: ({ told }) => (told?.tellsCost ? good("yes") : bad("no")),
});
