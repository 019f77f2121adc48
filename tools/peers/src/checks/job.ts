import { bad, faultCheck, good, middling, outcomeOf, seconds } from "../check.ts";

export const unknownState = faultCheck({
  id: "job-unknown-state",
  group: "Jobs and time",
  title: "a job in a state that no document names, watched for 45 s",
  wanted: "an error that says so",
  trial: { job: "unknown", watchMs: 45_000, fault: () => undefined },
  judge(seen) {
    const text = `${outcomeOf(seen)}, ${seen.gets} polls`;
    if (seen.told?.outcome === "threw") return good(text);
    return seen.gets <= 3 ? middling(text) : bad(text);
  },
});

export const pollsOfEndlessJob = faultCheck({
  id: "job-polls",
  group: "Jobs and time",
  title: "polls in 45 s of a job that runs on",
  wanted: "at most 3: 3D AI Studio allows 3 requests a minute",
  trial: { job: "running", watchMs: 45_000, fault: () => undefined },
  judge: (seen) => (seen.gets <= 3 ? good(`${seen.gets}`) : bad(`${seen.gets}`)),
});

export const jobDeadline = faultCheck({
  id: "job-deadline",
  group: "Jobs and time",
  title: "a job that never ends, with a deadline of 2 s",
  wanted: "an error in time that names the job, which goes on",
  trial: { job: "running", timeoutMs: 2000, watchMs: 10_000, fault: () => undefined },
  judge(seen) {
    const text = `${outcomeOf(seen)}${seen.told ? ` after ${seconds(seen.elapsedMs)}` : ""}`;
    if (seen.told?.outcome !== "threw") return bad(text);
    return seen.told.keepsJob ? good(`${text}, names the job`) : middling(text);
  },
});

const finishAfterMs = 25_000;

export const knownLate = faultCheck({
  id: "job-known-late",
  group: "Jobs and time",
  title: `a job that is done after ${finishAfterMs / 1000} s is known to be, so much later`,
  wanted: "soon",
  tolerance: 0.2,
  trial: { job: "running", finishAfterMs, watchMs: 75_000, fault: () => undefined },
  judge(seen) {
    const lateMs = seen.elapsedMs - finishAfterMs;
    return { text: seen.told ? `${seconds(lateMs)}, ${seen.gets} GETs` : outcomeOf(seen), score: lateMs };
  },
});
