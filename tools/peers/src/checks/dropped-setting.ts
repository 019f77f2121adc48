import { bad, faultCheck, good, outcomeOf } from "../check.ts";

export const droppedSetting = faultCheck({
  id: "dropped-setting",
  group: "Money",
  title: "aspect ratio 3:2, which the provider has no word for",
  wanted: "sent as it is, refused before it is sent, or its change told",
  trial: { aspectRatio: "3:2", fault: () => undefined, watchMs: 30_000 },
  judge(seen) {
    if (seen.sent.includes('"3:2"')) return good("sent as it is");
    if (seen.posts === 0) return good(`refused before it is sent: ${outcomeOf(seen)}`);
    return seen.told?.tellsSetting || /aspect/i.test(seen.printed)
      ? good("changed, and told")
      : bad("dropped in silence");
  },
});
