import type { Subject } from "../subject.ts";
import { json } from "./answering.ts";

const status = /\/status\/?$/;
// biome-ignore lint/suspicious/noExplicitAny: a task as its server has it
type Task = any;

/** A task whose first polls show what is given; then it is what it was. */
const showing = (...first: readonly Task[]) =>
  json({ path: status }, (body: Task, turn: number) => {
    const shown = first[turn - 1];
    return shown === undefined ? body : { progress: 1, results: null, ...shown };
  });

/** Servers whose jobs do not go as documented. */
export const jobs: readonly Subject[] = [
  {
    name: "renames-status-value",
    provider: "3daistudio",
    verdict: "violation",
    at: /"COMPLETED"/,
    server: json({ path: status }, (body) => ({ ...body, status: body.status.replace("FINISHED", "COMPLETED") })),
  },
  {
    name: "job-in-unknown-state",
    provider: "3daistudio",
    verdict: "drift",
    at: /job\.body\.status: .*"QUEUED".*in no document/,
    server: showing({ status: "QUEUED" }),
  },
  {
    name: "state-in-lower-case",
    provider: "segmind",
    verdict: "drift",
    at: /job\.body\.status: .*"queued"/,
    server: json({ path: /^\/v2\/requests\/[^/]+\/status$/ }, (body, turn) =>
      turn === 1 ? { ...body, status: "queued" } : body,
    ),
  },
  {
    name: "job-goes-backwards",
    provider: "3daistudio",
    verdict: "drift",
    at: /went back from IN_PROGRESS to PENDING/,
    server: showing({ status: "IN_PROGRESS" }, { status: "PENDING" }),
  },
  {
    name: "job-that-never-ends",
    provider: "3daistudio",
    verdict: "transport",
    at: /timed out/,
    server: json({ path: status }, () => ({ status: "IN_PROGRESS", progress: 5, results: null })),
  },
  {
    name: "finished-without-results",
    provider: "3daistudio",
    verdict: "violation",
    at: /generation: /,
    server: json({ path: status }, (body) => ({ ...body, results: null })),
  },
  {
    name: "result-without-address",
    provider: "3daistudio",
    verdict: "violation",
    at: /response\.body\.results\[0\]\.asset.* is missing/,
    server: json({ path: status }, (body) => {
      for (const result of body.results ?? []) delete result.asset;
    }),
  },
  {
    name: "state-as-number",
    provider: "3daistudio",
    verdict: "violation",
    at: /response\.body\.status: .*must be string/,
    server: json({ path: status }, (body) => ({ ...body, status: 2 })),
  },
  {
    name: "forgets-its-tasks",
    provider: "3daistudio",
    verdict: "violation",
    at: /generation: .*404/,
    server: json({ method: "POST" }, (body) => ({ ...body, task_id: "00000000-0000-4000-8000-000000000000" })),
  },
];
