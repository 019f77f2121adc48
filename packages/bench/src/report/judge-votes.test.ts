import { describe, expect, it } from "vitest";
import { judgeVotes } from "./judge-votes.ts";
import { sampleRecord } from "./testing/sample-record.ts";
import { type BenchVote, drawBallots } from "./votes.ts";

const live = sampleRecord({ emulated: false, blocks: 12 });
const file = (votes: readonly BenchVote[], record = live) => ({
  version: 1,
  name: record.name,
  startedAt: record.startedAt,
  votes,
});
const vote = (block: number, winner: "A" | "C" | null): BenchVote =>
  block % 2 === 0
    ? { block, left: "A", right: "C", choice: winner === null ? "tie" : winner === "A" ? "left" : "right" }
    : { block, left: "C", right: "A", choice: winner === null ? "tie" : winner === "C" ? "left" : "right" };

describe("judgeVotes", () => {
  it("counts by model, whatever the side, and gives the exact interval and p of the sign test", () => {
    // 9 of 10: Clopper and Pearson 0.5550 to 0.9975, p = 22/1024 (R, binom.test(9, 10)).
    const votes = [...Array.from({ length: 9 }, (_, block) => vote(block, "A")), vote(9, "C"), vote(10, null)];
    const [found, ...others] = judgeVotes(file(votes), live);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ forA: 9, forB: 1, ties: 1, units: 10, unitsForA: 9, unit: "prompt", share: 0.9 });
    expect(found?.interval?.low).toBeCloseTo(0.555, 4);
    expect(found?.interval?.high).toBeCloseTo(0.9975, 4);
    expect(found?.pValue).toBeCloseTo(22 / 1024, 10);
    expect(found?.preferred).toBe("segmind/seedream-v5-lite");
    expect(found?.verdict).toBe(
      "segmind/seedream-v5-lite was preferred to novita/seedream-5.0-lite in 9 of 10 prompts (95 % interval 55 to 100 %).",
    );
  });

  it("says that nothing is shown where chance would do", () => {
    const votes = [vote(0, "A"), vote(1, "C"), vote(2, "C"), vote(3, "C")];
    const [found] = judgeVotes(file(votes), live);
    expect(found?.preferred).toBeNull();
    expect(found?.verdict).toMatch(/^Not shown whether .* novita\S+ was preferred in 3 of 4 prompts/);
    expect(judgeVotes(file([vote(0, null)]), live)[0]?.verdict).toMatch(/every vote was a tie/);
  });

  it("counts the votes on one prompt as one, as they are alike", () => {
    const twice = sampleRecord({ emulated: false, blocks: 24 });
    const votes = Array.from({ length: 24 }, (_, block) => vote(block, "A"));
    expect(judgeVotes(file(votes, twice), twice)[0]).toMatchObject({ votes: 24, units: 12 });
  });

  it("gives no verdict on what an emulator drew", () => {
    const record = sampleRecord({ blocks: 12 });
    const votes = Array.from({ length: 12 }, (_, block) => vote(block, "A"));
    expect(judgeVotes(file(votes, record), record)[0]).toMatchObject({ forA: 12, preferred: null, verdict: null });
  });

  it.each<[string, unknown, string]>([
    ["another file", [1], "no file of votes of version 1"],
    ["votes on another run", { ...file([]), name: "weekly" }, 'of the run "weekly"'],
    ["no votes", { ...file([]), votes: 3 }, '"votes" is not a list'],
    ["a vote that is none", file([{ block: 0 } as BenchVote]), "vote 1 is none"],
    ["an unknown block", file([vote(99, "A")]), "block 99, which this run does not have"],
    ["an unknown model", file([{ block: 0, left: "A", right: "Z", choice: "tie" }]), 'vote 1 is on "Z"'],
    ["a model against itself", file([{ block: 0, left: "A", right: "A", choice: "tie" }]), "A on both sides"],
    ["a pair twice", file([vote(0, "A"), vote(0, "C")]), "vote 2 is on a pair of block 0 that has a vote already"],
  ])("refuses %s", (_, given, message) => {
    expect(() => judgeVotes(given, live)).toThrow(message);
  });
});

describe("drawBallots", () => {
  it("asks each pair of each block once, in an order and on sides that the seed alone decides", () => {
    const ballots = drawBallots(live);
    expect(drawBallots(live)).toEqual(ballots);
    expect(drawBallots({ ...live, seed: 8 })).not.toEqual(ballots);
    const pairs = ballots.map(({ block, left, right }) => `${block} ${[left, right].sort().join("")}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    const sorted = ballots.filter(({ left, right }) => left < right).length;
    expect(sorted).toBeGreaterThan(ballots.length * 0.25);
    expect(sorted).toBeLessThan(ballots.length * 0.75);
  });
});
