import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import threeDAIStudioApi from "@seedbed/3daistudio/openapi.json" with { type: "json" };
import type { Provider } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { provider as segmind } from "@seedbed/segmind";
import segmindApi from "@seedbed/segmind/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import { createSpec } from "../spec/create-spec.ts";
import { followJob } from "./follow-job.ts";

const finished = {
  status: "FINISHED",
  progress: 100,
  results: [{ asset: "https://a.example/1.png", asset_type: "IMAGE" }],
};

/** Follows a job of which each poll is answered by the next of these, the last again and again. */
async function follow(
  answers: readonly (object | number)[],
  {
    provider = threeDAIStudio,
    document = threeDAIStudioApi as object,
    submit = "seedreamV5LiteGenerate",
    body = { task_id: "t 1" } as object,
  } = {},
) {
  const spec = createSpec(document);
  const operation = spec.operations.find(({ id }) => id === submit);
  if (!operation) throw new Error(`${submit} is gone`);
  const asked: string[] = [];
  const clock = createInstantClock(0);
  const followed = await followJob(operation, body, {
    provider: provider as Provider,
    spec,
    cost: null,
    client: {
      apiKey: "a-key",
      clock,
      fetch: async (input) => {
        const answer = answers[Math.min(asked.length, answers.length - 1)];
        asked.push(`${clock.now() / 1000} ${new URL(String(input)).pathname}`);
        return typeof answer === "number" ? Response.json({ error: "no" }, { status: answer }) : Response.json(answer);
      },
    },
  });
  const findings = followed.findings.map(({ field, drift, message }) => `${drift ?? "violation"} ${field}: ${message}`);
  return { ...followed, asked, findings };
}

test("a job is polled every 21 seconds to its end, and every answer is kept", async () => {
  const { asked, findings, exchanges, trouble } = await follow([
    { status: "PENDING" },
    { status: "IN_PROGRESS" },
    { status: "IN_PROGRESS" },
    finished,
  ]);
  const path = "/v1/generation-request/t%201/status/";
  expect(asked).toEqual([21, 42, 63, 84].map((seconds) => `${seconds} ${path}`));
  expect(findings).toEqual([]);
  expect(trouble).toBeUndefined();
  expect(exchanges).toHaveLength(4);
  expect(exchanges[0]).toMatchObject({ operation: "getGenerationRequestStatus", response: { status: 200 } });
});

test("a failed job has ended", async () => {
  const { asked, findings } = await follow([{ status: "FAILED", failure_reason: "no" }]);
  expect([asked.length, findings]).toEqual([1, []]);
});

test("a step back is drift, once", async () => {
  const { findings } = await follow([
    { status: "IN_PROGRESS" },
    { status: "PENDING" },
    { status: "IN_PROGRESS" },
    { status: "PENDING" },
    finished,
  ]);
  expect(findings).toEqual(["state job.order: the job went back from IN_PROGRESS to PENDING"]);
});

test("a state that no document names is drift where the job ends all the same", async () => {
  expect((await follow([{ status: "QUEUED" }, finished])).findings).toEqual([
    'state job.body.status: body.status is "QUEUED", which is in no document',
  ]);
});

test("a job that stays in such a state broke its contract, and one that stays in a known one says nothing", async () => {
  const unknown = await follow([{ status: "QUEUED" }]);
  expect(unknown.asked).toHaveLength(40);
  expect(unknown.findings).toContain(
    'violation job.end: the job stood in "QUEUED", which is in no document, for 14 minutes: its documented end did not come',
  );
  const known = await follow([{ status: "PENDING" }]);
  expect([known.findings, known.trouble]).toEqual([
    [],
    "the job of seedreamV5LiteGenerate did not end within 14 minutes",
  ]);
});

test("a task that is not found is a violation, and trouble on the way is waited out", async () => {
  expect((await follow([404])).findings).toEqual([
    "violation job.status: getGenerationRequestStatus answered 404 for the task t 1 that seedreamV5LiteGenerate gave",
  ]);
  const { asked, findings } = await follow([503, finished]);
  expect(asked).toHaveLength(2);
  expect(findings.every((finding) => finding.startsWith("status job.status"))).toBe(true);
});

test("where another operation tells the result, it is asked too", async () => {
  const answers = [{ status: "COMPLETED" }, { status: "COMPLETED", output: 7 }];
  const body = { request_id: "r-1" };
  const { asked, findings } = await follow(answers, {
    provider: segmind as never,
    document: segmindApi,
    submit: "submitSeedreamV3TextToImage",
    body,
  });
  expect(asked).toEqual(["21 /v2/requests/r-1/status", "21 /v2/requests/r-1"]);
  expect(findings.join()).toMatch(/job\.body\.output/);
});

test("what is not a job, or has no task, is not followed", async () => {
  expect((await follow([finished], { body: {} })).asked).toEqual([]);
  expect((await follow([finished], { submit: "getWallet" })).asked).toEqual([]);
});
