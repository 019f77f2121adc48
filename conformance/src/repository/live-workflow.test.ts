import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

interface Step {
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}
interface Workflow {
  on: { schedule: { cron: string }[]; pull_request?: unknown; push?: unknown };
  permissions: Record<string, string>;
  concurrency: { group: string };
  jobs: {
    check: {
      strategy: { "fail-fast": boolean; matrix: { include: Record<string, string>[] } };
      env?: object;
      steps: Step[];
    };
  };
}

const file = fileURLToPath(new URL("../../../.github/workflows/live.yml", import.meta.url));
let workflow: Workflow;
beforeAll(async () => {
  workflow = parse(await readFile(file, "utf8"));
});
const step = (test: (step: Step) => unknown) => workflow.jobs.check.steps.find(test);
const check = () => step(({ name }) => name === "Check") ?? {};

test("it runs every night, never for a pull request, may write nothing, and never twice at once", () => {
  expect(workflow.on.schedule).toHaveLength(1);
  expect(workflow.on.schedule[0]?.cron).toMatch(/^\d+ \d+ \* \* \*$/);
  expect(workflow.on).not.toHaveProperty("pull_request");
  expect(workflow.on).not.toHaveProperty("push");
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(workflow.concurrency.group).toBe("live");
});

test("each provider has its own job with its key and a limit; one that fails stops no other", () => {
  const { "fail-fast": failFast, matrix } = workflow.jobs.check.strategy;
  expect(failFast).toBe(false);
  const listed = matrix.include.map(({ provider, key }) => [provider, key]).sort();
  expect(listed).toEqual([segmind, threeDAIStudio, novita].map(({ id, keyVariable }) => [id, keyVariable]).sort());
  for (const { spend } of matrix.include) expect(spend).toMatch(/^(usd|credits)=\d/);
});

test("the key is seen by the check alone", () => {
  expect(workflow.jobs.check.env).toBeUndefined();
  const withSecret = workflow.jobs.check.steps.filter((one) => JSON.stringify(one).includes("secrets"));
  expect(withSecret).toEqual([check()]);
});

test("what it found is kept for 90 days, also where it failed, and is the summary of the job", () => {
  const upload = step(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
  expect(upload).toMatchObject({ if: "always()", with: { path: "report", "retention-days": 90 } });
  expect(upload?.with?.name).toContain("github.run_number");
  expect(step(({ name }) => name === "Summary")).toMatchObject({
    if: "always()",
    run: expect.stringContaining("summary.md"),
  });
});

describe("its script", () => {
  /** Runs it with a command in the place of npx that writes down how it was called. */
  async function ran(env: Record<string, string>) {
    const folder = await mkdtemp(path.join(tmpdir(), "seedbed-workflow-"));
    try {
      await writeFile(path.join(folder, "npx"), '#!/bin/sh\necho "called: $*; key $NOVITA_API_KEY; other $API_KEY"\n', {
        mode: 0o755,
      });
      const { stdout } = await promisify(execFile)("bash", ["-e", "-c", check().run ?? ""], {
        env: {
          PATH: `${folder}:${process.env.PATH}`,
          PROVIDER: "novita",
          KEY_VARIABLE: "NOVITA_API_KEY",
          SPEND: "usd=0.50",
          ...env,
        },
      });
      return stdout;
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test("checks one provider live, under its limit, and must have done so where a key is set", async () => {
    expect(await ran({ API_KEY: "k-1", PRICE: "novita/seedream-5.0-lite=0.05" })).toBe(
      "called: -y pnpm@12 --silent seedbed check --provider novita --live --require-live --max-spend usd=0.50 --price novita/seedream-5.0-lite=0.05 --annotations --report report; key k-1; other \n",
    );
    expect(await ran({ API_KEY: "k-1", PRICE: "" })).not.toContain("--price");
  });

  test("says so where none is set, and calls nothing", async () => {
    expect(await ran({ API_KEY: "" })).toBe("::notice::novita: no key is set, so nothing ran live.\n");
  });
});
