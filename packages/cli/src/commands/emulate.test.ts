import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { main } from "../main.ts";
import { describeBadCalls } from "../testing/describe-bad-calls.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** Runs `seedbed emulate` until the work with its addresses is done. */
async function emulate(
  flags: readonly string[],
  work: (baseUrls: Record<string, string>, url: string) => Promise<void>,
) {
  const stopping = new AbortController();
  let working: Promise<void> | undefined;
  const exitCode = await main(["emulate", "--port", "0", "--json", ...flags], {
    stdout(text) {
      const { baseUrls, url } = JSON.parse(text);
      working = work(baseUrls, url).finally(() => stopping.abort());
    },
    stderr: () => {},
    env: {},
    cwd,
    isTty: false,
    colour: false,
    columns: 80,
    signal: stopping.signal,
  });
  await working;
  return exitCode;
}

const headers = { authorization: "Bearer key", "content-type": "application/json" };
const generate = (baseUrls: Record<string, string>) =>
  fetch(`${baseUrls.novita}/v3/seedream-5.0-lite`, { method: "POST", headers, body: '{"prompt":"a fox"}' });

test("--fault lets the named request fail, and no other", async () => {
  const flags = [
    "--time-scale",
    "10000",
    "--fault",
    "novita:seedream5Lite:nth=2:status=503",
    "--fault",
    "segmind:html",
  ];
  const statuses: number[] = [];
  const exitCode = await emulate(flags, async (baseUrls) => {
    for (let count = 0; count < 3; count++) statuses.push((await generate(baseUrls)).status);
  });
  expect([exitCode, statuses]).toEqual([0, [200, 503, 200]]);
});

test("--state keeps what is remembered from one run to the next", async () => {
  const flags = ["--time-scale", "10000", "--state", "emulator.json"];
  const balances: number[] = [];
  for (let run = 0; run < 2; run++) {
    await emulate(flags, async (baseUrls, url) => {
      await generate(baseUrls);
      const state = (await (await fetch(`${url}/__seedbed/state`)).json()) as {
        providers: Record<string, { wallet: { balance: number } }>;
      };
      balances.push(state.providers.novita?.wallet.balance ?? 0);
    });
  }
  expect(balances).toEqual([9.965, 9.93]);
  const kept = JSON.parse(readFileSync(path.join(cwd, "emulator.json"), "utf8"));
  expect([kept.providers.novita.wallet.balance, readdirSync(cwd)]).toEqual([9.93, ["emulator.json"]]);
});

describeBadCalls(
  {
    "torn.json": '{"kind":"seedbed-emul',
    "other.json": '{"name":"package"}',
    "newer.json": '{"kind":"seedbed-emulator-state","version":2}',
    "damaged.json": '{"kind":"seedbed-emulator-state","version":1,"now":"noon","providers":{},"files":[],"faults":[]}',
  },
  [
    [
      "a fault of no provider",
      ["emulate", "--port", "0", "--fault", "nvita:status=503"],
      /^--fault "nvita:status=503" is refused: "nvita" is no provider \(3daistudio, novita, segmind\), no operation of one, and no fault; faults are status, .*\.$/,
    ],
    [
      "a fault with a setting that is none",
      ["emulate", "--port", "0", "--fault", "novita:nht=2:html"],
      /^--fault "novita:nht=2:html" is refused: "nht=2" is neither a fault nor a setting of one; faults are .*\.$/,
    ],
    [
      "a state that is not JSON",
      ["emulate", "--port", "0", "--state", "torn.json"],
      "--state torn.json cannot be loaded: it is not JSON.",
    ],
    [
      "another file than a state",
      ["emulate", "--port", "0", "--state", "other.json"],
      '--state other.json cannot be loaded: it is not a saved state: "kind" is missing or another.',
    ],
    [
      "a state of a newer version",
      ["emulate", "--port", "0", "--state", "newer.json"],
      "--state newer.json cannot be loaded: it has version 2, and this emulator reads version 1: use a newer one.",
    ],
    [
      "a damaged state",
      ["emulate", "--port", "0", "--state", "damaged.json"],
      "--state damaged.json cannot be loaded: it is damaged at /now: must be number.",
    ],
    [
      "a state in a folder that is not there",
      ["emulate", "--port", "0", "--state", "nowhere/emulator.json"],
      "--state nowhere/emulator.json cannot be written: it does not exist.",
    ],
    [
      "a state that is a folder",
      ["emulate", "--port", "0", "--state", "folder"],
      "--state folder cannot be read: it is a folder.",
    ],
  ],
);
