import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BenchRecord } from "@seedbed/bench";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  findPostgres,
  noPostgres,
  startPostgres,
  type TestPostgres,
} from "../../../ledger/src/testing/start-postgres.ts";
import { pixel } from "../testing/images.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startTestEmulator } from "../testing/start-test-emulator.ts";

const bin = findPostgres();
let server: TestPostgres | undefined;
let cwd: string;
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
  emulator = await startTestEmulator({ rateLimits: false, draw: async () => new Uint8Array(pixel) });
  if (bin !== null) server = await startPostgres(bin);
});
afterAll(async () => {
  await emulator.close();
  await server?.stop();
  await rm(cwd, { recursive: true });
});

const nowhere = "postgres://me:hunter2@127.0.0.1:1/none";
describe("one sentence, exit code 2, no password, and nothing is sent", () => {
  test.each([
    ["a worker without a queue", ["worker"], "--queue is missing: the database that bench --queue names."],
    [
      "no address",
      ["worker", "--queue", "hunter2"],
      "The address of a PostgreSQL database is written postgres://user:password@host:5432/name.",
    ],
    ["a database of another kind", ["worker", "--queue", "mysql://me:hunter2@db/x"], /is written postgres:\/\/user/],
    [
      "a dead database",
      ["worker", "--queue", nowhere],
      "The database 127.0.0.1:1/none cannot be reached: nothing listens there. Nothing was sent.",
    ],
    [
      "a plan for a dead database",
      ["bench", "--queue", nowhere, "--prompt", "x", "--model", "segmind/seedream-v3"],
      /cannot be reached/,
    ],
    ["--detach alone", ["bench", "--detach", "--prompt", "x"], /^--detach needs --queue/],
    [
      "--detach and --resume",
      ["bench", "--queue", nowhere, "--detach", "--resume", "x"],
      /^--detach cannot stand beside --resume/,
    ],
  ] as [string, string[], string | RegExp][])("%s", async (_name, args, says) => {
    const ran = await runSeedbed([...args, ...emulator.flags, "--json"], { cwd });
    const sentence = ran.stderr.replace(/^seedbed: (.*)\n$/, "$1");
    if (typeof says === "string") expect(sentence).toBe(says);
    else expect(sentence).toMatch(says);
    expect([ran.exitCode, (ran.stdout + ran.stderr).includes("hunter2"), emulator.paid()]).toEqual([2, false, 0]);
  });
});

describe("a queue in PostgreSQL", () => {
  beforeEach(({ skip }) => skip(bin === null, noPostgres));
  const queue = (url: string, onStderr: (text: string) => void, ...args: string[]) =>
    runSeedbed(
      ["bench", "--queue", url, "--repetitions", "10", "--prompt", "x", ...args, ...emulator.flags, "--json"],
      { cwd, onStderr },
    );
  const queued = (url: string, ...args: string[]) => queue(url, () => {}, ...args);

  test("is worked at by two workers that share a budget, which stops the run and is not overshot", async () => {
    const url = server?.database() ?? "";
    const isQueued = Promise.withResolvers<void>();
    const see = (text: string) => text.includes("is queued") && isQueued.resolve();
    const [bench, ...workers] = await Promise.all([
      queue(
        url,
        see,
        "--model",
        "segmind/seedream-v5-lite",
        "--count",
        "4",
        "--max-spend",
        "usd=0.37",
        "--out",
        "short",
      ),
      ...[1, 2].map(async () => {
        await isQueued.promise;
        return runSeedbed(["worker", "--queue", url, "--drain", ...emulator.flags, "--json"], { cwd });
      }),
    ]);
    expect([bench?.exitCode, bench?.stderr]).toEqual([1, expect.stringContaining("Not all was sent.")]);
    const record: BenchRecord = JSON.parse(await readFile(path.join(cwd, "short", "bench.json"), "utf8"));
    expect(record.stopped).toMatch(/may cost .* USD, and only .* of 0.37 USD is left/);
    const sent = record.attempts.filter(({ outcome }) => outcome !== "not-sent").length;
    expect([sent > 0, sent < 10, (record.spent[0]?.worst ?? 9) <= 0.37]).toEqual([true, true, true]);
    expect(workers.reduce((sum, { json }) => sum + Number(json().done), 0)).toBe(sent);
    expect(emulator.paid()).toBe(sent);
    const [image] = record.attempts.flatMap(({ images }) => images);
    expect(new Uint8Array(await readFile(path.join(cwd, "short", image?.path ?? "")))).toEqual(new Uint8Array(pixel));
  });

  test("is left, worked at by whoever comes, and collected later; a live worker leaves an emulated run alone", async () => {
    const url = server?.database() ?? "";
    const left = await queued(url, "--model", "segmind/seedream-v3", "--detach", "--max-spend", "usd=1");
    const run = String(left.json().run);
    const live = await runSeedbed(["worker", "--queue", url, "--drain"], { cwd, env: { SEGMIND_API_KEY: "k" } });
    expect(live.stderr).toContain("is left to others: it is emulated, and this worker would pay");
    await runSeedbed(["worker", "--queue", url, "--drain", ...emulator.flags], { cwd });
    const collected = await runSeedbed(["bench", "--queue", url, "--resume", run, "--out", "later", "--json"], { cwd });
    expect([collected.exitCode, collected.json().outcomes]).toEqual([0, expect.objectContaining({ delivered: 10 })]);
    // Its ledger is in the database: gone on with by its folder alone, what is unknown would be sent again.
    const alone = await runSeedbed(["bench", "--resume", "later", ...emulator.flags], { cwd });
    expect([alone.exitCode, alone.stderr]).toEqual([2, expect.stringContaining("has lost its ledger, ledger.sqlite")]);
    const none = await runSeedbed(["bench", "--queue", url, "--resume", "none"], { cwd });
    expect([none.exitCode, none.stderr]).toEqual([2, 'seedbed: There is no run "none" in the queue.\n']);
  });
});
