import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "vitest";
import { openLedger } from "./sqlite.ts";
import { attempt, usd } from "./testing/acme.ts";
import { freshFolder } from "./testing/fresh-folder.ts";

const hammer = fileURLToPath(new URL("./testing/hammer.ts", import.meta.url));
let folder: string;
let file: string;
beforeEach(() => {
  folder = freshFolder();
  file = path.join(folder, "ledger.db");
});

/** Another process on the same file; `said` grows with its lines. */
function another(task: string, ...rest: string[]) {
  const flags = ["--conditions=seedbed-source", hammer, file, task, ...rest];
  return listen(spawn(process.execPath, flags, { stdio: ["ignore", "pipe", "pipe"] }));
}

function listen(child: ChildProcess) {
  const said: string[] = [];
  const errors: string[] = [];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => said.push(...text.trim().split("\n")));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  const ended = new Promise<void>((done) => child.on("close", () => done()));
  return { child, said, errors, ended };
}

test.each([1, 2, 3, 5, 8, 13])(
  "after kill -9 at line %d no attempt is lost, and the one on its way is unknown",
  async (line) => {
    const { child, said, ended } = another("kill");
    await new Promise<void>((done) => {
      child.stdout?.on("data", () => {
        if (said.length > line) done();
      });
    });
    child.kill("SIGKILL");
    await ended;
    using ledger = openLedger(file, { run: "later" });
    const states = ledger.attempts().map(({ state }) => state);
    const count = (text: string) => said.filter((entry) => entry === text).length;
    expect(states.length).toBeGreaterThanOrEqual(count("reserved"));
    expect(states.filter((state) => state === "accepted").length).toBeGreaterThanOrEqual(count("settled"));
    expect(states).not.toContain("reserved");
    expect(states.slice(0, -1)).toEqual(states.slice(0, -1).map(() => "accepted"));
    for (const unknown of ledger.attempts({ state: "unknown" })) {
      expect(unknown).toMatchObject({ provider: "acme", model: "acme/m", operation: "make", cost: usd(0.01) });
      expect(unknown.problem).toMatch(/^The process ended before the outcome was written/);
    }
    expect(readdirSync(folder).filter((name) => name.includes("held-"))).toEqual([expect.any(String)]);
  },
);

test("processes that hammer one file never overshoot the budgets of run, day and tag, and fill them", async () => {
  const hands = [
    another("budget", "one", "spring"),
    another("budget", "one", "spring"),
    another("budget", "two"),
    another("budget", "two"),
  ];
  await Promise.all(hands.map(({ ended }) => ended));
  expect(hands.flatMap(({ errors }) => errors)).toEqual([]);
  using ledger = openLedger(file);
  expect(ledger.spent("all").USD?.worstCase).toBe(1.5);
  const spring = ledger.spent({ tag: "spring" }).USD?.worstCase;
  expect(spring).toBeGreaterThanOrEqual(0.5); // the other run may spend 1 of the day's 1.5
  expect(spring).toBeLessThanOrEqual(0.7);
  const made = hands.map(({ said }) => Number(said.at(-1)?.split(" ")[1]));
  expect(made.reduce((sum, count) => sum + count)).toBe(75);
});

test("of several processes with one idempotency key one pays, and the others are given what it got", async () => {
  const hands = [another("key"), another("key"), another("key")];
  await Promise.all(hands.map(({ ended }) => ended));
  expect(hands.map(({ said }) => said.at(-1)).toSorted()).toEqual(["earlier r-1", "earlier r-1", "paid"]);
});

test("who waits for a key learns that the process that had it is gone", async () => {
  const { child, said, ended } = another("key");
  await expect.poll(() => said).toContain("open");
  using ledger = openLedger(file);
  await expect.poll(() => ledger.attempts().length).toBe(1);
  const waiting = Promise.resolve(ledger.reserve(attempt(usd(0.01), { idempotencyKey: "order-1" })));
  child.kill("SIGKILL");
  await Promise.all([ended, expect(waiting).rejects.toMatchObject({ name: "OutcomeUnknownError" })]);
});

test("a full disk is one sentence", async () => {
  const command = `ulimit -f 200; exec "$0" --conditions=seedbed-source "$1" "$2" full`;
  const { said, errors, ended } = listen(spawn("sh", ["-c", command, process.execPath, hammer, file]));
  await ended;
  expect(errors).toEqual([]);
  expect(said.at(-1)).toMatch(
    /^after \d+: LedgerError: The ledger .*ledger\.db cannot be .*disk.* is full\. Nothing was sent\.$/,
  );
});
