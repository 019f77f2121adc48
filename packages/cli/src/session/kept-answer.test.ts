import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startAnsweringServer } from "../testing/start-answering-server.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(() => rm(cwd, { recursive: true }));

const body = JSON.stringify({ wonders: "x".repeat(20_000) });
const model = ["--model", "novita/seedream-5.0-lite"];
const json = { "content-type": "application/json" };
const answers: [string, string, (response: ServerResponse) => void, string][] = [
  ["of a shape that is in no document", "json", (response) => void response.writeHead(200, json).end(body), body],
  ["of HTML", "html", (response) => void response.writeHead(200, { "content-type": "text/html" }).end(body), body],
  [
    "that broke off",
    "json",
    (response) => {
      response.writeHead(200, { ...json, "content-length": String(2 * body.length) });
      response.write(body, () => response.destroy());
    },
    body,
  ],
];

interface Failed {
  error: { billed: string; answer: { path: string; sizeBytes: number } };
}

describe.each(answers)("an answer %s", (_name, ending, answer, want) => {
  test("is written by generate, which says where", async () => {
    await using novita = await startAnsweringServer("novita", answer);
    const ran = await runSeedbed(["generate", "a", ...model, "--out", "one", ...novita.flags, "--json"], { cwd });
    expect(ran.exitCode).toBe(1);
    expect(misfits("error", ran.json())).toEqual([]);
    const { error } = ran.json<Failed & Record<string, unknown>>();
    expect(error).toMatchObject({ billed: "unknown", answer: { sizeBytes: want.length } });
    expect(error.answer.path).toMatch(new RegExp(`^one/.*-novita-seedream-5\\.0-lite-answer(-\\d+)?\\.${ending}$`));
    expect(await readFile(path.join(cwd, error.answer.path), "utf8")).toBe(want);
    expect(ran.stdout.length).toBeLessThan(2000);
    expect(ran.stderr).toContain(`The answer as it came (${want.length} bytes) is in ${error.answer.path}`);
  });

  test("is written by compare, which says where", async () => {
    await using novita = await startAnsweringServer("novita", answer);
    const ran = await runSeedbed(["compare", "a", ...model, "--out", "two", ...novita.flags, "--json"], { cwd });
    expect(misfits("compare", ran.json())).toEqual([]);
    const [failed] = ran.json<{ results: Failed[] }>().results;
    expect(await readFile(path.join(cwd, failed?.error.answer.path ?? ""), "utf8")).toBe(want);
    const text = await runSeedbed(["compare", "a", ...model, "--out", "two", ...novita.flags], { cwd });
    expect(text.stdout).toMatch(/The answer as it came \(\d+ bytes\) is in two\//);
  });
});

test("bench keeps it in the folder of the run, and names the file in its record", async () => {
  await using novita = await startAnsweringServer("novita", (response) => void response.writeHead(200, json).end(body));
  const args = ["bench", "--prompt", "a", ...model, "--repetitions", "1", "--price", "novita/seedream-5.0-lite=0.01"];
  const ran = await runSeedbed([...args, "--max-spend", "usd=1", "--out", "run", ...novita.flags], { cwd });
  const record = await readFile(path.join(cwd, "run/bench.json"), "utf8").catch(() => ran.stderr);
  const { failure } = JSON.parse(record).attempts[0];
  expect(failure.message).toContain(`The answer as it came is in ${failure.answer}`);
  expect(await readFile(path.join(cwd, "run", failure.answer), "utf8")).toBe(body);
});

test("record keeps it aside, as what it writes is redacted", async () => {
  await using novita = await startAnsweringServer("novita", (response) => void response.writeHead(200, json).end(body));
  const args = ["record", "--provider", "novita", "--operation", "seedream5Lite", "--request", '{"prompt":"a"}'];
  const ran = await runSeedbed([...args, "--out", "fixtures", ...novita.flags], { cwd });
  const [, file = ""] = /the answer as it came \(\d+ bytes, not redacted\) is in (\S+)/.exec(ran.stderr) ?? [];
  expect(await readFile(file, "utf8")).toBe(body);
  await rm(path.dirname(file), { recursive: true });
});
