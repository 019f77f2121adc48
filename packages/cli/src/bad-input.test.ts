import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { misfits } from "./testing/fits-schema.ts";
import { heic, pixel, pixelUri } from "./testing/pictures.ts";
import { runSeedbed } from "./testing/run-seedbed.ts";
import { startTestEmulator } from "./testing/start-test-emulator.ts";

let cwd: string;
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
let taken: Server;

const job = {
  version: 1,
  provider: "3daistudio",
  model: "3daistudio/seedream-v5-lite",
  operation: "seedreamV5LiteGenerate",
  taskId: "0def691f-aa70-4f4e-947c-5699d7cb150d",
  submittedAt: "2026-11-21T00:00:00.000Z",
  request: { prompt: "a fox" },
};

beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
  const files: Record<string, string | Uint8Array> = {
    "pixel.gif": pixel,
    "notes.txt": "no picture",
    "empty.png": "",
    "large.gif": Buffer.concat([pixel, Buffer.alloc(30 * 2 ** 20)]),
    "photo.heic": heic,
    "broken.json": "{",
    "other.json": '{"prompt":"a fox"}',
    "newer.json": JSON.stringify({ ...job, version: 2 }),
    "gone.json": JSON.stringify({ ...job, model: "3daistudio/seedream-v4" }),
    "crossed.json": JSON.stringify({ ...job, provider: "novita" }),
    "crossed-operation.json": JSON.stringify({ ...job, operation: "seedream5Lite" }),
    "job.json": JSON.stringify(job),
  };
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(path.join(cwd, name), content)));
  await mkdir(path.join(cwd, "folder"));
  emulator = await startTestEmulator({ rateLimits: false });
  taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
});
afterAll(async () => {
  taken.close();
  await emulator.close();
  await rm(cwd, { recursive: true });
});

const novita = ["--model", "novita/seedream-5.0-lite"];
const v3 = ["--model", "segmind/seedream-v3"];
const studio = ["--model", "3daistudio/seedream-v5-lite"];
const generate = (...args: string[]) => ["generate", "a fox", ...args];
const resume = (file: string, ...args: string[]) => ["generate", "--job", file, ...args];

/** [what is wrong, the call, what its one sentence says] */
const cases: [name: string, args: string[], says: string | RegExp][] = [
  [
    "an unknown flag",
    generate(...novita, "--aspect-ration", "1:1"),
    "There is no option --aspect-ration (did you mean --aspect-ratio?).",
  ],
  [
    "an unknown command",
    ["genrate", "a fox"],
    "There is no command genrate (did you mean generate?); see seedbed --help.",
  ],
  ["a flag without its value", generate(...novita, "--count"), "--count needs a value: --count <n>."],
  [
    "two prompts",
    generate("a hen", ...novita),
    "Too many arguments for generate: put a prompt of several words in quotes.",
  ],
  ["no prompt", ["generate", ...novita], /^A prompt is missing: /],
  ["no prompt to compare", ["compare"], "A prompt is missing: see seedbed --help."],
  ["an empty prompt", ["generate", "", ...novita], "novita/seedream-5.0-lite: prompt must not be empty."],
  ["a blank prompt", ["compare", "  "], /: prompt must not be empty\.$/],
  ["no model", generate(), /^--model is missing: one of 3daistudio\/seedream-v5-lite, /],
  [
    "an unknown model",
    generate("--model", "novita/seedream-5.0-lit"),
    /^There is no model "novita\/seedream-5.0-lit" \(did you mean novita\/seedream-5.0-lite\?\)\./,
  ],
  ["an unknown family", ["compare", "a fox", "--family", "seedream-5"], /^There is no family "seedream-5"/],
  [
    "a model and a family",
    ["estimate", "a fox", ...v3, "--family", "seedream-3.0"],
    "Give --model or --family, not both.",
  ],
  [
    "an unknown provider",
    ["check", "--provider", "segmint"],
    /^There is no provider "segmint" \(did you mean segmind\?\)\./,
  ],
  [
    "an aspect ratio that there is not",
    generate(...novita, "--aspect-ratio", "5:4"),
    /aspectRatio must be one of 1:1, .*; it is "5:4"\.$/,
  ],
  [
    "a resolution that there is not",
    generate(...novita, "--resolution", "4K"),
    'novita/seedream-5.0-lite: resolution must be one of 2K, 3K; it is "4K".',
  ],
  [
    "a size that is none",
    generate(...novita, "--size", "big"),
    '--size must be width and height in pixels, such as 2048x2048; it is "big".',
  ],
  [
    "a size beyond the provider's limit",
    generate(...novita, "--size", "100x100"),
    /^novita seedream5Lite: size must have from \d+ to \d+ pixels, not 10000; it is "100x100"\.$/,
  ],
  [
    "a size beside an aspect ratio",
    generate(...novita, "--size", "2048x2048", "--aspect-ratio", "1:1"),
    /size cannot stand beside aspectRatio: give one or the other\.$/,
  ],
  [
    "a count of 0",
    generate(...novita, "--count", "0"),
    "novita/seedream-5.0-lite: count must be a whole number of at least 1; it is 0.",
  ],
  [
    "a count of 1.5",
    generate(...novita, "--count", "1.5"),
    /count must be a whole number of at least 1; it is 1\.5\.$/,
  ],
  ["a count that is no number", generate(...novita, "--count", "abc"), '--count must be a number; it is "abc".'],
  ["a negative count", generate(...novita, "--count", "-3"), /count must be a whole number of at least 1; it is -3\.$/],
  [
    "a count above the model's",
    generate(...v3, "--count", "2"),
    "segmind/seedream-v3: count must be at most 1; it is 2.",
  ],
  ["a seed that is NaN", generate(...v3, "--seed", "NaN"), '--seed must be a number; it is "NaN".'],
  ["a negative seed", generate(...v3, "--seed", "-1"), /seed must be a whole number of at least 0; it is -1\.$/],
  [
    "a guidance scale out of range",
    generate(...v3, "--guidance-scale", "11"),
    /guidance_scale must be at most 10; it is 11\.$/,
  ],
  [
    "a prompt mode that there is not",
    generate(...novita, "--optimize-prompt", "best"),
    /optimizePrompt must be standard or fast; it is "best"\.$/,
  ],
  [
    "what strict refuses",
    generate(...v3, "--watermark", "--strict"),
    "segmind/seedream-v3: watermark would be dropped, and strict was asked for.",
  ],
  [
    "too many images",
    generate(...studio, ...Array.from({ length: 11 }, () => ["--image", pixelUri]).flat()),
    "3daistudio/seedream-v5-lite: images must be at most 10; there are 11.",
  ],
  [
    "an image file that is not there",
    generate(...novita, "--image", "absent.png"),
    "The image file absent.png cannot be read: it does not exist.",
  ],
  [
    "an image below a file",
    generate(...novita, "--image", "notes.txt/a.png"),
    "The image file notes.txt/a.png cannot be read: a part of its path is a file.",
  ],
  [
    "a folder as an image",
    generate(...novita, "--image", "folder"),
    "The image folder is a folder or a device, not a file.",
  ],
  [
    "a file that is no image",
    generate(...novita, "--image", "notes.txt"),
    /^The file notes\.txt is no image that can be read /,
  ],
  [
    "an empty file as an image",
    generate(...novita, "--image", "empty.png"),
    /^The file empty\.png is no image that can be read /,
  ],
  [
    "an image over the limit",
    generate(...novita, "--image", "large.gif"),
    /^novita\/seedream-5\.0-lite: images\[0\] has \d+ bytes; novita takes at most 31457280 \(30 MiB\)\.$/,
  ],
  [
    "an image of a type that is not taken",
    generate(...novita, "--image", "photo.heic"),
    /^novita\/seedream-5\.0-lite: images\[0\] is image\/heic; novita takes image\/jpeg, /,
  ],
  [
    "a data URI that is none",
    generate(...novita, "--image", "data:nothing"),
    /images\[0\] is no http\(s\) address, data URI, Blob or bytes\.$/,
  ],
  [
    "an image address that does not answer",
    generate(...studio, "--image", "http://u:hunter2@127.0.0.1:1/a.png?sig=hunter2"),
    "3daistudio/seedream-v5-lite: images[0] at http://127.0.0.1:1/a.png cannot be fetched: it cannot be reached.",
  ],
  [
    "a base URL that is none",
    generate(...novita, "--base-url", "novita=nowhere"),
    '--base-url novita must be an http or https address without user, query or fragment; it is "nowhere".',
  ],
  [
    "a base URL of another scheme",
    generate(...novita, "--base-url", "novita=ftp://a.example"),
    /^--base-url novita must be an http or https address/,
  ],
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
    generate(...novita, "--base-url", "novita=http://a.example", "--base-url", "novita=http://b.example"),
    "--base-url is given twice for novita.",
  ],
  [
    "the emulator and a base URL",
    generate(...novita, "--emulate", "--base-url", "novita=http://a.example"),
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
    "a budget that is no amount",
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
    "a credit price that is no amount",
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
  ["a job file that is no JSON", resume("broken.json"), "The job file broken.json is not JSON."],
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

describe("one sentence, exit code 2, and nothing is sent or paid for", () => {
  test.each(cases)("%s", async (_name, args, says) => {
    // Every provider is at hand, so that a request that went through would be seen.
    const bare = ["--base-url", "--emulate", "--time-scale"].some((flag) => args.includes(flag));
    const reachable = ["generate", "compare"].includes(args[0] ?? "") && !bare ? emulator.flags : [];
    const before = emulator.paid();
    const ran = await runSeedbed([...args.slice(0, 1), ...reachable, "--json", ...args.slice(1)], { cwd });
    expect(ran.stderr).toMatch(/^seedbed: .*\n$/);
    const sentence = ran.stderr.slice("seedbed: ".length, -1);
    if (typeof says === "string") expect(sentence).toBe(says);
    else expect(sentence).toMatch(says);
    expect(ran.exitCode).toBe(2);
    expect(misfits("error", ran.json())).toEqual([]);
    expect(ran.json()).toMatchObject({ error: { message: sentence, billed: "no" } });
    expect(ran.stdout + ran.stderr).not.toContain("hunter2");
    expect(emulator.paid()).toBe(before);
  });
});

test("a port that is taken is named", async () => {
  const address = taken.address();
  const port = String(typeof address === "object" ? address?.port : "");
  const ran = await runSeedbed(["emulate", "--port", port], { cwd });
  expect(ran).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: `seedbed: --port ${port} is taken: name another, or 0 for a free one.\n`,
  });
});

test("a stack trace is shown only where SEEDBED_DEBUG asks for it", async () => {
  const ran = await runSeedbed(generate("--model", "none"), { cwd, env: { SEEDBED_DEBUG: "1" } });
  expect(ran.stderr).toMatch(/\n {4}at /);
});
