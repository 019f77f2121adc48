import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { lintSpec, loadContactReport } from "@seedbed/conformance";
import { afterAll, beforeAll, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startTestEmulator } from "../testing/start-test-emulator.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-contact-"));
});
afterAll(() => rm(cwd, { recursive: true }));

const contact = (...args: string[]) => ["record", "--first-contact", ...args];

interface Report {
  from: string;
  spent: Record<string, { worstCase: number }>;
  answers: { id: string; answer?: string; notAsked?: string; fixture?: { provenance: { kind: string } } }[];
}

async function reportOf(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ report: Report; text: string; file: string }> {
  const ran = await runSeedbed(contact(...args, "--yes", "--json"), { cwd, env });
  expect(ran.exitCode).toBe(0);
  expect(misfits("record", ran.json())).toEqual([]);
  const [file = ""] = ran.json<{ files: string[] }>().files;
  const text = await readFile(path.join(cwd, file), "utf8");
  return { report: JSON.parse(text), text, file };
}

test("the rehearsal answers every question, in one file that fits its schema and becomes fixtures and evidence", async () => {
  const priced = ["--price", "novita/seedream-5.0-lite=0.05"];
  const key = "nv_0123456789abcdef";
  const { report, text, file } = await reportOf(["--emulate", "--provider", "novita", "--out", "novita", ...priced], {
    NOVITA_API_KEY: key,
  });
  expect(await loadContactReport(path.join(cwd, file), path.join(root, "conformance/schemas"))).toEqual(report);
  expect(report.from).toBe("emulator");
  expect(report.answers.filter(({ answer }) => typeof answer !== "string")).toEqual([]);
  expect(report.answers.filter(({ fixture }) => fixture?.provenance.kind === "synthetic")).toHaveLength(3);
  expect(text).not.toContain(key);
  expect(text).not.toMatch(/127\.0\.0\.1|localhost/);

  const apply = (...args: string[]) =>
    promisify(execFile)(
      path.join(root, "node_modules/.bin/tsx"),
      [
        "--conditions=seedbed-source",
        path.join(root, "conformance/scripts/apply-first-contact.ts"),
        path.join(cwd, file),
        ...args,
      ],
      { cwd: root },
    );
  await expect(apply()).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("it is not evidence of novita"),
  });
  await cp(path.join(root, "specs"), path.join(cwd, "checkout/specs"), { recursive: true });
  const { stdout } = await apply("--from-emulator", `--root=${path.join(cwd, "checkout")}`);
  expect(stdout).toContain("specs/novita/openapi.yaml");
  const linted = await lintSpec(path.join(cwd, "checkout/specs"), "novita");
  expect(linted.findings).toEqual([]);
  expect(await readFile(path.join(cwd, "checkout/specs/novita/openapi.yaml"), "utf8")).toContain(
    "x-evidence: observed",
  );
  const check = await runSeedbed(
    [
      "check",
      "--provider",
      "novita",
      "--fixtures",
      "checkout/conformance/fixtures",
      "--case",
      "novita/seedream5Lite/recorded-text",
      "--json",
    ],
    { cwd },
  );
  const replayed = check
    .json<{ checks: { layer: string; verdict: string }[] }>()
    .checks.filter(({ layer }) => layer === "replay");
  expect(replayed).toMatchObject([{ verdict: "ok" }]);
});

test("without --yes the plan is told with its worst case, and nothing is sent", async () => {
  const emulator = await startTestEmulator({ rateLimits: false });
  try {
    const ran = await runSeedbed(contact(...emulator.flags, "--provider", "segmind"), { cwd });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toMatch(/Segmind: 10 questions, at worst \$0\.251/);
    expect(ran.stderr).toMatch(/free +balance-form/);
    expect(ran.stderr).toMatch(/Nothing was sent: read the plan, then add --yes\.\n$/);
    expect(emulator.requests.filter(({ method }) => method !== "HEAD")).toEqual([]);
  } finally {
    await emulator.close();
  }
});

test("under a cap the free questions are asked, and the others say what they lack", async () => {
  const { report } = await reportOf([
    "--emulate",
    "--provider",
    "segmind",
    "--out",
    "capped",
    "--max-spend",
    "usd=0.04",
  ]);
  const asked = report.answers.filter(({ answer }) => answer !== undefined).map(({ id }) => id);
  expect(asked).toEqual([
    "balance-form",
    "bearer",
    "invalid-key",
    "unknown-request",
    "missing-prompt",
    "invalid-value",
    "v5-lite-answer",
  ]);
  for (const { answer, notAsked } of report.answers)
    if (answer === undefined) expect(notAsked).toMatch(/only 0\.005 of 0\.04 USD is left/);
  expect(report.spent).toEqual({ USD: { confirmed: 0.035, worstCase: 0.035 } });
});

test.each<[string, string[], RegExp, Record<string, string>?]>([
  ["no limit", ["--yes"], /set a limit with --max-spend/, { NOVITA_API_KEY: "nv_0123456789" }],
  ["a case", ["--yes", "--emulate", "--case", "text"], /--case does not go with --first-contact/],
  ["no key", ["--yes", "--max-spend", "usd=1"], /^seedbed: No key: set NOVITA_API_KEY/],
])("%s is one sentence, and nothing is sent or written", async (_name, args, says, env = {}) => {
  const before = await readdir(cwd);
  const ran = await runSeedbed(contact("--provider", "novita", "--out", "refused", ...args), { cwd, env });
  expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(says) });
  expect(await readdir(cwd)).toEqual(before);
});
