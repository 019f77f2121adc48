import { InvalidRequestError } from "@seedbed/core";
import type { BenchRecord } from "../bench-record.ts";
import type { BenchVote, BenchVotes } from "./votes.ts";

/**
 * Reads what `votes.json` holds, and that it is of this run.
 *
 * @throws InvalidRequestError where it is not, and says what is wrong with it
 */
export function readVotes(value: unknown, record: BenchRecord): BenchVotes {
  const { version, name, startedAt, votes } = isObject(value) ? value : {};
  if (version !== 1) throw refuse("it is not a file of votes of version 1; export it from the report's page");
  if (name !== record.name || startedAt !== record.startedAt) {
    throw refuse(`they are of the run "${name}" of ${startedAt}, and this is "${record.name}" of ${record.startedAt}`);
  }
  if (!Array.isArray(votes)) throw refuse('"votes" is not a list');
  const blocks = new Set(record.attempts.map(({ block }) => block));
  const labels = new Set(record.models.map(({ label }) => label));
  const pairs = new Set<string>();
  const read = votes.map((vote: unknown, index): BenchVote => {
    const at = `vote ${index + 1}`;
    if (!isVote(vote)) throw refuse(`${at} is none: it takes block, left, right, and a choice of left, right or tie`);
    const { block, left, right, choice } = vote;
    if (!blocks.has(block)) throw refuse(`${at} is of block ${block}, which this run does not have`);
    for (const label of [left, right]) {
      if (!labels.has(label)) throw refuse(`${at} is on "${label}", and there are ${[...labels].join(", ")}`);
    }
    if (left === right) throw refuse(`${at} has ${left} on both sides`);
    const pair = `${block} ${[left, right].sort().join(" ")}`;
    if (pairs.has(pair)) throw refuse(`${at} is on a pair of block ${block} that has a vote already`);
    pairs.add(pair);
    return { block, left, right, choice };
  });
  return { version, name, startedAt, votes: read };
}

function isVote(value: unknown): value is BenchVote {
  if (!isObject(value)) return false;
  const { block, left, right, choice } = value;
  const named = typeof block === "number" && typeof left === "string" && typeof right === "string";
  return named && (choice === "left" || choice === "right" || choice === "tie");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function refuse(reason: string): InvalidRequestError {
  return new InvalidRequestError(`The votes do not count: ${reason}.`, { field: "votes" });
}
