import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchRecord } from "@seedbed/bench";
import { expect, test } from "vitest";
import { emulatedPlace } from "../testing/emulated-place.ts";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";

const place = emulatedPlace();

const segmind = ["--model", "segmind/seedream-v5-lite", "--model", "segmind/seedream-v3", "--aspect-ratio", "1:1"];
const bench = (...args: string[]) => runSeedbed(["bench", ...place.emulator.flags, ...args], { cwd: place.cwd });
const recordOf = async (folder: string): Promise<BenchRecord> =>
  JSON.parse(await readFile(path.join(place.cwd, folder, "bench.json"), "utf8"));

test("runs a plan of flags, keeps all of it in a folder, and says that it was emulated", async () => {
  const ran = await bench(...segmind, "--prompt", "a fox", "--repetitions", "3", "--out", "run", "--json");
  expect(ran.exitCode).toBe(0);
  expect(misfits("bench", ran.json())).toEqual([]);
  expect(ran.json()).toMatchObject({ emulated: true, cells: 6, outcomes: { delivered: 6 } });
  expect(ran.stderr).toContain("emulated: 6 of 6");
  const record = await recordOf("run");
  expect(record.attempts.every(({ emulated }) => emulated)).toBe(true);
  expect(record.spent).toEqual([{ currency: "USD", confirmed: 0.216, worst: 0.216, budget: null }]);
  expect(place.emulator.paid()).toBe(6);
  expect(ran.stderr).toContain("Report: ");
  for (const name of ["index.html", "summary.md", "summary.json", "attempts.csv", "junit.xml"])
    expect(await readFile(path.join(place.cwd, "run", name), "utf8")).not.toBe("");
});

test("a dry run prints parity, calls, cost and duration, and sends nothing", async () => {
  const ran = await bench(...segmind, "--prompts", "seedbed-12", "--dry-run");
  expect(ran.stdout).toContain("aspectRatio: 1:1 -> 1:1 (exact)");
  expect(ran.stdout).toContain("24 paid requests");
  expect(ran.stdout).toContain("0.864 USD");
  expect(place.emulator.paid()).toBe(0);
  expect(place.emulator.requests.filter(({ method }) => method === "GET")).toEqual([]);
});

test("GenEval's 553 prompts are a suite of their own", async () => {
  const ran = await bench(...segmind, "--prompts", "geneval", "--dry-run", "--json");
  const { plan } = ran.json<{ plan: { prompts: { id: string; prompt: string }[] } }>();
  const kinds = Object.entries(Object.groupBy(plan.prompts, ({ id }) => id.replace(/-\d+$/, "")));
  expect(Object.fromEntries(kinds.map(([kind, prompts = []]) => [kind, prompts.length]))).toEqual({
    "single-object": 80,
    "two-object": 99,
    counting: 80,
    colors: 94,
    position: 100,
    "color-attr": 100,
  });
  expect(new Set(plan.prompts.map(({ prompt }) => prompt)).size).toBe(553);
  expect(plan.prompts).toContainEqual({ id: "single-object-1", prompt: "a photo of a bench" });
});

test("the command of the package's README prints what its example plan comes to", async () => {
  const root = fileURLToPath(new URL("../../../..", import.meta.url));
  const readme = await readFile(path.join(root, "packages/bench/README.md"), "utf8");
  const [, command = ""] = /```sh\nseedbed (.+)\n```/.exec(readme) ?? [];
  const ran = await runSeedbed(command.split(" "), { cwd: root });
  expect(ran.stderr).toBe("");
  expect(ran.stdout).toContain("111 paid requests");
});

test("a budget that the worst case of the next cell does not fit ends the run under it", async () => {
  place.emulator.addFault({ times: "always", probability: 0.5, seed: 3, fault: { kind: "reset", when: "after" } });
  const ran = await bench(
    ...["--model", "segmind/seedream-v5-lite", "--count", "2", "--in-flight", "6"],
    ...["--prompt", "a fox", "--repetitions", "20", "--out", "run", "--max-spend", "usd=0.8"],
  );
  const { spent, attempts, stopped } = await recordOf("run");
  expect(ran.exitCode).toBe(1);
  expect(stopped).toMatch(/may cost 0\.07 USD, and only .* of 0\.8 USD is left/);
  expect(spent[0]?.worst).toBeLessThanOrEqual(0.8);
  expect(attempts.filter(({ outcome }) => outcome === "unknown").length).toBeGreaterThan(3);
  expect(attempts.filter(({ outcome }) => outcome === "not-sent").length).toBeGreaterThan(0);
  expect(place.emulator.paid()).toBe(attempts.filter(({ outcome }) => outcome !== "not-sent").length);
});

test("the first stop finishes what is in flight and sends no more; --resume sends the rest once", async () => {
  const stop = new AbortController();
  const args = [
    "bench",
    ...place.emulator.flags,
    ...segmind,
    "--prompt",
    "a fox",
    "--repetitions",
    "30",
    "--out",
    "run",
  ];
  const fault = place.emulator.addFault({ times: "always", fault: { kind: "slow", bytesPerSecond: 1 } });
  const watch = setInterval(() => {
    if (place.emulator.paid() < 3) return;
    clearInterval(watch);
    stop.abort();
    setTimeout(() => place.emulator.removeFault(fault.id), 200);
  }, 1);
  const ran = await runSeedbed(args, { cwd: place.cwd, signal: stop.signal });
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).toContain("Go on with: seedbed bench --resume");
  const { attempts, stopped } = await recordOf("run");
  expect(stopped).toContain("stopped");
  const sent = attempts.filter(({ outcome }) => outcome !== "not-sent");
  expect(place.emulator.paid()).toBe(sent.length);
  expect(sent.length).toBeLessThan(60);
  expect(attempts).toHaveLength(60);
  expect((await bench("--resume", "run")).exitCode).toBe(0);
  expect(place.emulator.paid()).toBe(60);
});

test("--fail-if and --against answer no where they are broken, and refuse nonsense before anything is paid", async () => {
  const run = (...args: string[]) =>
    bench(...segmind, "--prompt", "a fox", "--repetitions", "6", "--name", "gate", ...args);
  const refused = await run("--fail-if", "p95 is slow");
  expect(refused.exitCode).toBe(2);
  expect(place.emulator.paid()).toBe(0);
  expect((await run("--fail-if", "p50 > 1ms")).exitCode).toBe(1);
  const again = await run("--against", "last", "--json");
  expect(again.exitCode).toBe(0);
  expect(again.json()).toMatchObject({ comparison: { emulated: true, regression: false } });
});

const bad: [name: string, plan: string, says: RegExp][] = [
  [
    "an unknown key",
    "models: [segmind/seedream-v3]\nrepetition: 3\n",
    /^bad\.yaml:2: a plan has no "repetition" \(did you mean repetitions\?\)/,
  ],
  [
    "an unknown model",
    "models:\n  - segmind/seedream-v3\n  - segmind/sedream-v3\n",
    /^bad\.yaml:3: There is no model "segmind\/sedream-v3" \(did you mean/,
  ],
  [
    "an unknown setting",
    "models: [segmind/seedream-v3]\nsettings:\n  aspectRatio: '1:1'\n  guidance: 3\n",
    /^bad\.yaml:4: settings has no "guidance"/,
  ],
  [
    "a setting out of range",
    "models: [segmind/seedream-v3]\nsettings:\n  aspectRatio: '5:1'\n",
    /^bad\.yaml:3: segmind\/seedream-v3: aspectRatio must be one of/,
  ],
  [
    "a mode that a provider has not",
    "models: [novita/seedream-5.0-lite]\nprices: { models: { novita/seedream-5.0-lite: 0.03 } }\nproviders:\n  novita:\n    mode: async\n",
    /^bad\.yaml:5: novita has no mode "async"/,
  ],
  [
    "an image that is a file",
    "models: [segmind/seedream-v5-lite]\nsettings:\n  images:\n    - fox.png\n",
    /^bad\.yaml:4: an image of a plan is an http\(s\) address or a data URI/,
  ],
  ["no prompts", "prompts: []\n", /^bad\.yaml:1: prompts needs at least 1 entry\.$/],
  ["no models", "models: []\n", /^bad\.yaml:1: models needs at least 1 entry\.$/],
  [
    "a model twice",
    "models:\n  - segmind/seedream-v3\n  - segmind/seedream-v3\n",
    /^bad\.yaml:2: models has an entry twice: segmind\/seedream-v3\.$/,
  ],
  ["a number without end", "repetitions: .inf\n", /^bad\.yaml:1: repetitions must be integer; it is Infinity\.$/],
  [
    "an alias of nothing",
    "name: x\nprompts: *nope\n",
    /^bad\.yaml:2: it is not valid YAML: Unresolved alias [^\n]*nope\.$/,
  ],
  [
    "aliases that explode",
    `a: &a [x, x, x, x, x, x, x, x, x, x]\n${"bcdefgh".replace(/./g, (name, at) => `${name}: &${name} [${Array(10).fill(`*${"abcdefg"[at]}`).join(", ")}]\n`)}`,
    /^bad\.yaml:2: it is not valid YAML: Excessive alias count/,
  ],
  [
    "more calls than one run can hold",
    "models: [segmind/seedream-v3]\nrepetitions: 100000\n",
    /^bad\.yaml:2: the plan has 1,200,000 calls, and a run takes 1,000,000 at most/,
  ],
  ["no YAML", "models: [\n", /^bad\.yaml:\d: it is not valid YAML/],
  ["a schedule without its rate", "schedule: { kind: poisson }\n", /^bad\.yaml:1: a poisson schedule needs perMinute/],
  [
    "an unknown suite",
    "prompts: seedbed-21\n",
    /^bad\.yaml:1: there is no prompt suite "seedbed-21" \(did you mean seedbed-12\?\)/,
  ],
  [
    "an impossible budget",
    "models: [segmind/seedream-v3]\nsettings: { aspectRatio: '1:1' }\nbudget: { usd: 0.1 }\n",
    /costs at least 0\.444 USD, and its budget is 0\.1 USD/,
  ],
  [
    "a missing price",
    "models: [novita/seedream-5.0-lite]\n",
    /^novita\/seedream-5\.0-lite has no known price, .* --price novita\/seedream-5\.0-lite=/,
  ],
  [
    "a budget in another currency",
    "models: [3daistudio/seedream-v5-lite]\nbudget: { usd: 5 }\n",
    /^3daistudio\/seedream-v5-lite is paid in credits, .* --credit-price/,
  ],
  [
    "a provider that is not in it",
    "models: [segmind/seedream-v3]\nproviders: { novita: { concurrency: 1 } }\n",
    /^bad\.yaml:2: the plan has no provider "novita"/,
  ],
];

test.each(bad)("%s is one sentence, exit code 2, and nothing is sent", async (_name, plan, says) => {
  await writeFile(path.join(place.cwd, "bad.yaml"), plan);
  const ran = await bench("--plan", "bad.yaml", "--json", "--out", "run");
  expect(ran.exitCode).toBe(2);
  const { error } = ran.json<{ error: { message: string } }>();
  expect(error.message).toMatch(says);
  expect(ran.stderr.trim().split("\n")).toHaveLength(1);
  expect(place.emulator.paid()).toBe(0);
});

test("a live run without a budget, a folder in use, a damaged ledger and the wrong kind of resume are refused", async () => {
  const live = await runSeedbed(["bench", ...segmind, "--prompt", "a fox"], {
    cwd: place.cwd,
    env: { SEGMIND_API_KEY: "secret" },
  });
  expect(live.stderr).toContain("A live run needs a budget");
  expect(live.exitCode).toBe(2);
  expect((await bench(...segmind, "--prompt", "a fox", "--out", "run")).exitCode).toBe(0);
  expect((await bench(...segmind, "--prompt", "a fox", "--out", "run")).stderr).toContain("holds a run already");
  const asLive = await runSeedbed(["bench", "--resume", "run"], { cwd: place.cwd, env: { SEGMIND_API_KEY: "secret" } });
  expect(asLive.exitCode).toBe(2);
  await writeFile(
    path.join(place.cwd, "run", "ledger.sqlite"),
    "not a ledger, but text that is long enough to be looked at".repeat(20),
  );
  await rm(path.join(place.cwd, "run", "ledger.sqlite-wal"), { force: true });
  const damaged = await bench("--resume", "run");
  expect(damaged.exitCode).toBe(2);
  expect(damaged.stderr).toMatch(/is damaged or no ledger/);
  expect(place.emulator.paid()).toBe(2);
});
