import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { type BadCall, describeBadCalls } from "../testing/describe-bad-calls.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";

const novita = ["--model", "novita/seedream-5.0-lite"];
const v3 = ["--model", "segmind/seedream-v3"];
const studio = ["--model", "3daistudio/seedream-v5-lite"];
const generate = (...args: string[]) => ["generate", "a fox", ...args];
const resume = (file: string, ...args: string[]) => ["generate", "--job", file, ...args];

const job = {
  version: 1,
  provider: "3daistudio",
  model: "3daistudio/seedream-v5-lite",
  operation: "seedreamV5LiteGenerate",
  taskId: "0def691f-aa70-4f4e-947c-5699d7cb150d",
  submittedAt: "2026-11-21T00:00:00.000Z",
  request: { prompt: "a fox" },
};

const files = {
  "notes.txt": "no image",
  "broken.json": "{",
  "other.json": '{"prompt":"a fox"}',
  "newer.json": JSON.stringify({ ...job, version: 2 }),
  "gone.json": JSON.stringify({ ...job, model: "3daistudio/seedream-v4" }),
  "crossed.json": JSON.stringify({ ...job, provider: "novita" }),
  "crossed-operation.json": JSON.stringify({ ...job, operation: "seedream5Lite" }),
  "job.json": JSON.stringify(job),
};

const rateLimits: BadCall[] = (
  ["0/min", "1.5/s", "-3/min", "60", "60/day", "60/minute", "1e3/min", "NaN/s"] as const
).map((text) => [
  `a rate limit of ${text}`,
  generate(...studio, "--rate-limit", `3daistudio=${text}`),
  `--rate-limit 3daistudio must be a whole number of requests, 1 or more, per s, min or h, such as 60/min; it is "${text}".`,
]);

const calls: BadCall[] = [
  ...rateLimits,
  ["a rate limit of none", generate(...studio, "--rate-limit", "60/min"), /^--rate-limit is written /],
  [
    "a rate limit of a provider that is not known",
    ["compare", "a fox", "--rate-limit", "segmnd=60/min"],
    /^--rate-limit knows no "segmnd" \(did you mean segmind\?\)/,
  ],
  [
    "a rate limit that is given twice",
    ["bench", "--rate-limit", "novita=1/s", "--rate-limit", "novita=2/s"],
    "--rate-limit is given twice for novita.",
  ],
  [
    "a base URL that is none",
    generate(...novita, "--base-url", "novita=nowhere"),
    '--base-url novita must be an http or https address without user, query or fragment; it is "nowhere".',
  ],
  [
    "a base URL with a space in front",
    generate(...novita, "--base-url", "novita= http://a.example"),
    '--base-url novita must be an http or https address without user, query or fragment; it is " http://a.example".',
  ],
  [
    "a base URL of a provider that is not checked",
    ["check", "--provider", "segmind", "--base-url", "novita=https://a.example"],
    "--base-url is given for novita, which is not checked.",
  ],
  [
    "a time scale for providers themselves",
    ["check", "--live", "--max-spend", "usd=1", "--time-scale", "100", "--base-url", "novita=http://127.0.0.1:9"],
    /^--time-scale needs --emulate or a --base-url: the time of \S+ itself cannot be changed\.$/,
  ],
  ["a flag twice that is given once", ["check", "--report", "a", "--report", "b"], "--report is given twice."],
  ["a flag twice, of another form", ["check", "--report=a", "--report=a"], "--report is given twice."],
  [
    "a flag of any command twice",
    generate(...novita, "--size", "2048x2048", "--size", "2048x2048"),
    "--size is given twice.",
  ],
  ["a path that is empty", ["check", "--report", ""], "--report needs a value: it is empty."],
  ["a path of blanks", ["check", "--fixtures", "  "], "--fixtures needs a value: it is empty."],
  ["a path that is empty among others", ["check", "--har", "a.har", "--har="], "--har needs a value: it is empty."],
  [
    "a base URL of another scheme",
    generate(...novita, "--base-url", "novita=ftp://a.example"),
    /^--base-url novita must be an http or https address/,
  ],
  ...["novita=http://a.example", "novita=http://10.0.0.7:4010/novita", "novita=http://emulator:4010/novita"].map(
    (address): BadCall => [
      `a base URL that shows the key on the way: ${address}`,
      generate(...novita, "--base-url", address),
      "--base-url novita is plain http, which shows the key to everyone on the way: use https, or add --allow-insecure-http in a network that you trust.",
    ],
  ),
  ...[
    ["balance", "--provider", "novita"],
    ["check", "--provider", "novita"],
  ].map(
    ([command = "", ...rest]): BadCall => [
      `a base URL that shows the key on the way, of ${command}`,
      [command, ...rest, "--base-url", "novita=http://a.example"],
      /plain http/,
    ],
  ),
  [
    "a base URL with a password",
    generate(...novita, "--base-url", "novita=http://u:hunter2@a.example"),
    "--base-url novita must be an http or https address without user, query or fragment.",
  ],
  [
    "a base URL without its provider",
    generate(...novita, "--base-url", "http://u:hunter2@a.example/?a=b"),
    "--base-url is written 3daistudio=http://127.0.0.1:4010/3daistudio.",
  ],
  [
    "a base URL of no provider",
    generate(...novita, "--base-url", "novitta=http://a.example"),
    /^--base-url knows no "novitta" \(did you mean novita\?\); it takes /,
  ],
  [
    "two base URLs of one provider",
    generate(...novita, "--base-url", "novita=https://a.example", "--base-url", "novita=https://b.example"),
    "--base-url is given twice for novita.",
  ],
  [
    "the emulator and a base URL",
    generate(...novita, "--emulate", "--base-url", "novita=https://a.example"),
    "Give --emulate or --base-url, not both.",
  ],
  [
    "a fast clock at a real provider",
    generate(...novita, "--time-scale", "100"),
    "--time-scale needs --emulate or a --base-url: the time of novita itself cannot be changed.",
  ],
  [
    "a time scale beyond all bounds",
    generate(...novita, "--emulate", "--time-scale", "1e300"),
    '--time-scale must be a number above 0 and at most 10000; it is "1e300".',
  ],
  [
    "an output folder below a file",
    generate(...novita, "--emulate", "--out", "notes.txt/out"),
    "The output folder notes.txt/out cannot be written: a part of its path is a file.",
  ],
  [
    "an output folder that is a file",
    generate(...novita, "--emulate", "--out", "notes.txt"),
    "The output folder notes.txt cannot be written: a file is in its place.",
  ],
  [
    "a timeout of 0",
    generate(...novita, "--timeout", "0"),
    '--timeout must be a number above 0 and at most 86400; it is "0".',
  ],
  [
    "a negative poll interval",
    generate(...studio, "--poll-interval", "-1"),
    /^--poll-interval must be a number above 0/,
  ],
  [
    "a budget without a currency",
    generate(...v3, "--max-spend", "1.00"),
    '--max-spend is written usd=1.00; it is "1.00".',
  ],
  [
    "a budget that is not an amount",
    generate(...v3, "--max-spend", "usd=much"),
    '--max-spend usd must be an amount from 0 to 1000000, such as 1.00; it is "much".',
  ],
  ["a negative budget", generate(...v3, "--max-spend", "usd=-1"), /^--max-spend usd must be an amount from 0 /],
  [
    "a budget in no currency",
    generate(...v3, "--max-spend", "credit=1"),
    /^--max-spend knows no "credit" \(did you mean credits\?\)/,
  ],
  [
    "a price of no model",
    generate(...v3, "--price", "segmind/seedream-v4=1"),
    /^--price knows no "segmind\/seedream-v4" \(did you mean segmind\/seedream-v3\?\)/,
  ],
  [
    "a credit price that is not an amount",
    generate(...studio, "--credit-price", "3daistudio=NaN"),
    /^--credit-price 3daistudio must be an amount /,
  ],
  [
    "a model without a price under a budget",
    generate(...novita, "--max-spend", "usd=1"),
    /^novita\/seedream-5\.0-lite has no known price in the currency of the budget/,
  ],
  [
    "a job file that is not there",
    resume("absent.json"),
    "The job file absent.json cannot be read: it does not exist.",
  ],
  ["a folder as a job file", resume("folder"), "The job file folder cannot be read: it is a folder."],
  ["a job file that is not valid JSON", resume("broken.json"), "The job file broken.json is not JSON."],
  ["a job file without a job", resume("other.json"), "The job file other.json holds no job."],
  [
    "a job of another version",
    resume("newer.json"),
    "The job file newer.json holds a job of version 2; this seedbed reads version 1.",
  ],
  ["a job of a model that is gone", resume("gone.json"), /^There is no model "3daistudio\/seedream-v4"/],
  [
    "a job whose provider is another",
    resume("crossed.json"),
    /^The job is of the provider "novita", but its model 3daistudio\/seedream-v5-lite is of 3daistudio\.$/,
  ],
  [
    "a job whose operation is another",
    resume("crossed-operation.json"),
    /^The job is of the operation "seedream5Lite", which /,
  ],
  [
    "a job and a prompt",
    resume("job.json", "a hen"),
    "A job carries its own prompt: give a prompt or --job, not both.",
  ],
  [
    "a job and a model of another provider",
    resume("job.json", ...v3),
    /^The job is of the model 3daistudio\/seedream-v5-lite, not segmind\/seedream-v3/,
  ],
  [
    "a job and a setting",
    resume("job.json", "--aspect-ratio", "1:1"),
    "A job carries its own settings: leave --aspect-ratio out.",
  ],
  ["a job and the built-in emulator", resume("job.json", "--emulate"), /^The built-in emulator starts without jobs/],
  [
    "a port that is none",
    ["emulate", "--port", "70000"],
    '--port must be a whole number of at least 0 and at most 65535; it is "70000".',
  ],
  [
    "a live check without a budget",
    ["check", "--live"],
    /^--live pays for what it makes: set a limit with --max-spend/,
  ],
];

describeBadCalls(files, calls);

test("a port that is taken is named", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo; // it listens on a port
  const ran = await runSeedbed(["emulate", "--port", String(port)], { cwd: "." });
  taken.close();
  expect(ran).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: `seedbed: --port ${port} is taken: name another, or 0 for a free one.\n`,
  });
});

test("a stack trace is shown only where SEEDBED_DEBUG asks for it", async () => {
  const ran = await runSeedbed(generate("--model", "none"), { cwd: ".", env: { SEEDBED_DEBUG: "1" } });
  expect(ran.stderr).toMatch(/\n {4}at /);
});
