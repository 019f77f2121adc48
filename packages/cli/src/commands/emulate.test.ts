import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeBadCalls } from "../testing/describe-bad-calls.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";

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
  const { exitCode } = await runSeedbed(["emulate", "--port", "0", "--json", "--latency-scale", "0", ...flags], {
    cwd,
    signal: stopping.signal,
    onStdout(text) {
      const { baseUrls, url } = JSON.parse(text);
      working = work(baseUrls, url).finally(() => stopping.abort());
    },
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

describe("--state", () => {
  const balanceOf = async (url: string) => {
    const state = (await (await fetch(`${url}/__seedbed/state`)).json()) as {
      providers: { novita: { wallet: { balance: number } } };
    };
    return state.providers.novita.wallet.balance;
  };
  const faultsAt = async (url: string) => (await (await fetch(`${url}/__seedbed/faults`)).json()) as unknown[];

  test("holds a --fault that is given at each start once, and two of a kind twice", async () => {
    const fault = ["--fault", "novita:nth=9:status=503"];
    const counts: number[] = [];
    for (const faults of [fault, fault, [...fault, ...fault], [...fault, ...fault]]) {
      await emulate(["--state", "faulty.json", ...faults], async (_, url) => {
        counts.push((await faultsAt(url)).length);
      });
    }
    expect(counts).toEqual([1, 1, 2, 2]);
  });

  test("is refused to a second process while a first holds it, by a link too, and free after it", async () => {
    symlinkSync(path.join(cwd, "held.json"), path.join(cwd, "link.json"));
    await emulate(["--state", "held.json"], async (baseUrls) => {
      for (const name of ["held.json", "link.json"]) {
        const { exitCode, stderr } = await runSeedbed(["emulate", "--port", "0", "--state", name], { cwd });
        expect([exitCode, stderr]).toEqual([2, `seedbed: --state ${name} is in use by another emulator.\n`]);
      }
      await generate(baseUrls);
    });
    await emulate(["--state", "held.json"], async (_, url) => expect(await balanceOf(url)).toBe(9.965));
  });

  test("writes to where a link leads, be it that nothing is there yet, and the link stays one", async () => {
    mkdirSync(path.join(cwd, "elsewhere"));
    const real = path.join(cwd, "elsewhere", "real.json");
    const link = path.join(cwd, "linked.json");
    symlinkSync(path.join("elsewhere", "real.json"), link);
    for (const want of [10, 9.965]) {
      await emulate(["--state", "linked.json"], async (baseUrls, url) => {
        expect(await balanceOf(url)).toBe(want);
        await generate(baseUrls);
      });
    }
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(real, "utf8")).providers.novita.wallet.balance).toBe(9.93);
    expect(readdirSync(path.dirname(real))).toEqual(["real.json"]);
  });
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
      /^--fault "nvita:status=503" is refused: "nvita" is not a provider \(3daistudio, novita, segmind\), no operation of one, and no fault; faults are status, .*\.$/,
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
