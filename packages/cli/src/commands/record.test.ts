import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-record-"));
});
afterAll(() => rm(cwd, { recursive: true }));

interface Document {
  recordings: { file?: string; kind?: string; replayed?: string; operation: string; error?: { name: string } }[];
}

describe("what the emulator answers", () => {
  test("becomes fixtures that say so, and that check replays", async () => {
    const args = ["record", "--emulate", "--case", "text", "--out", "emulated", "--json"];
    const ran = await runSeedbed(args, { cwd });
    expect(ran.exitCode).toBe(0);
    const document = ran.json<Document & Record<string, unknown>>();
    expect(misfits("record", document)).toEqual([]);
    expect(document.recordings).toHaveLength(4);
    for (const recording of document.recordings) expect(recording).toMatchObject({ kind: "synthetic", replayed: "ok" });
    const check = await runSeedbed(["check", "--fixtures", "emulated", "--json"], { cwd });
    const { provenance, checks } = check.json<{ provenance: object; checks: { layer: string; verdict: string }[] }>();
    expect(provenance).toEqual({ recorded: 0, documented: 0, synthetic: 4 });
    expect(checks.filter(({ layer }) => layer === "replay").map(({ verdict }) => verdict)).toEqual(Array(4).fill("ok"));
  });

  test("does not take the place of a recording unless that is asked for", async () => {
    const args = ["record", "--emulate", "--provider", "novita", "--case", "text", "--out", "twice"];
    expect((await runSeedbed(args, { cwd })).exitCode).toBe(0);
    const again = await runSeedbed(args, { cwd });
    expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("add --replace") });
    expect((await runSeedbed([...args, "--replace"], { cwd })).exitCode).toBe(0);
  });
});

test("an operation is recorded by a request of its own, from the command line or from a file", async () => {
  await writeFile(path.join(cwd, "request.json"), '{"prompt":"a fox at dawn"}');
  const base = ["record", "--emulate", "--provider", "novita", "--operation", "seedream5Lite", "--out", "own"];
  const inline = await runSeedbed([...base, "--request", '{"prompt":"a fox at dusk"}', "--redact-prompts"], { cwd });
  expect(inline).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/taken out: .*prompts/) });
  const fromFile = await runSeedbed([...base, "--request", "request.json", "--name", "dawn"], { cwd });
  expect(fromFile.exitCode).toBe(0);
  const folder = path.join(cwd, "own/novita/seedream5Lite");
  expect(await readFile(path.join(folder, "recorded-request.json"), "utf8")).not.toContain("dusk");
  expect(await readFile(path.join(folder, "recorded-dawn.json"), "utf8")).toContain("a fox at dawn");
});

/** A server on loopback that is not an emulator. */
async function serving(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: async () => void server.close() };
}

test("no byte under the folder shows the key that was sent, wherever the answer repeats it", async () => {
  const key = "nv_0123456789ABCDEF+/=";
  await using server = await serving((request, response) => {
    const sent = String(request.headers.authorization).slice("Bearer ".length);
    response.writeHead(401, {
      "content-type": "application/json",
      "set-cookie": "sid=c00kie-v4lue-1; Path=/",
      "x-trace-id": Buffer.from(sent).toString("hex"),
    });
    const metadata = {
      [sent]: Buffer.from(`user:${sent}`).toString("base64"),
      url: `https://a.test/?k=${encodeURIComponent(sent)}`,
    };
    response.end(JSON.stringify({ code: 401, reason: "FAILED_TO_AUTH", message: `bad ${sent}`, metadata }));
  });
  const args = [
    "record",
    "--provider",
    "novita",
    "--case",
    "text",
    "--out",
    "planted",
    "--base-url",
    `novita=${server.url}`,
    ...limit,
  ];
  const ran = await runSeedbed(args, { cwd, env: { NOVITA_API_KEY: key } });
  expect(ran.exitCode).toBe(0);
  const root = path.join(cwd, "planted");
  const entries = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(entries).toHaveLength(1);
  const bytes = await Promise.all(entries.map((entry) => readFile(path.join(entry.parentPath, entry.name), "latin1")));
  const text = `${bytes.join("")}${ran.stdout}${ran.stderr}`;
  const base64 = Buffer.from(key).toString("base64");
  for (const form of [
    key,
    encodeURIComponent(key),
    base64,
    Buffer.from(key).toString("hex"),
    "c00kie-v4lue-1",
    server.url,
  ])
    expect(text).not.toContain(form);
  expect(text).toContain("another address than that of Novita");
});

const limit = ["--max-spend", "usd=1", "--price", "novita/seedream-5.0-lite=0.05"];

test("behind another address than an emulator's a key pays, and needs a limit", async () => {
  let asked = 0;
  await using server = await serving((request, response) => {
    if (request.method === "POST") asked += 1;
    response.writeHead(401, { "content-type": "application/json" }).end("{}");
  });
  const args = ["record", "--provider", "novita", "--case", "text", "--base-url", `novita=${server.url}`];
  const env = { NOVITA_API_KEY: "nv_0123456789" };
  const ran = await runSeedbed([...args, "--out", "unlimited"], { cwd, env });
  expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/no emulator.*--max-spend/) });
  expect(asked).toBe(0);
  await runSeedbed([...args, "--out", "limited", ...limit], { cwd, env });
  await runSeedbed([...args, "--out", "keyless"], { cwd });
  expect(asked).toBe(2);
});

test("a provider that is named twice is asked once", async () => {
  const args = [
    "record",
    "--emulate",
    "--provider",
    "novita",
    "--provider",
    "novita",
    "--case",
    "text",
    "--out",
    "once",
  ];
  const ran = await runSeedbed([...args, "--json"], { cwd });
  expect(ran.json<Document>().recordings).toHaveLength(1);
});

test("what was refused before it was sent is exit code 2", async () => {
  const args = ["record", "--emulate", "--provider", "novita", "--operation", "seedream5Lite", "--out", "unsent"];
  expect((await runSeedbed([...args, "--request", '{"prompt":1}'], { cwd })).exitCode).toBe(2);
});

describe("what was paid for is not lost", () => {
  const kept = (text: string) => /kept in (\S+\.json)/.exec(text)?.[1] ?? "nowhere";

  test("where its place is taken once it is answered", async () => {
    await mkdir(path.join(cwd, "taken"));
    await writeFile(path.join(cwd, "taken/images"), "");
    const args = ["record", "--emulate", "--provider", "novita", "--case", "text", "--out", "taken"];
    const ran = await runSeedbed(args, { cwd });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toMatch(/cannot be written to taken \(a (file is in its place|part of its path is a file)\)/);
    const file = kept(ran.stderr);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ provider: "novita", expect: { images: [{}] } });
    expect(await readdir(path.join(path.dirname(file), "images"))).toEqual(["pixel.jpeg"]);
    await rm(path.dirname(file), { recursive: true });
  });

  test("where it does not replay without its secrets", async () => {
    await using server = await serving((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "set-cookie": "a=https://a" });
      response.end(JSON.stringify({ images: ["https://a.invalid/1.png"] }));
    });
    const args = ["record", "--provider", "novita", "--operation", "seedream5Lite", "--request", '{"prompt":"images"}'];
    const ran = await runSeedbed(
      [...args, "--out", "unplayed", "--base-url", `novita=${server.url}`, "--redact-prompts"],
      { cwd },
    );
    expect(ran.exitCode).toBe(1);
    const file = kept(ran.stderr);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
      operation: "seedream5Lite",
      exchanges: [{ request: { method: "POST" } }],
    });
    await rm(path.dirname(file), { recursive: true });
  });
});

const bad: [name: string, args: string[], says: RegExp, env?: Record<string, string>][] = [
  ["no key", ["--max-spend", "usd=1"], /^No key: set /],
  ["no limit for a provider", [], /is paid for: set a limit with --max-spend/, { NOVITA_API_KEY: "nv_0123456789" }],
  ["an unknown case", ["--emulate", "--case", "txt"], /--case knows no "txt" \(did you mean text\?\)/],
  ["an unknown provider", ["--emulate", "--provider", "novitta"], /--provider knows no "novitta"/],
  [
    "an unknown operation",
    ["--emulate", "--provider", "novita", "--operation", "seedream4", "--request", "{}"],
    /--operation knows no "seedream4"/,
  ],
  [
    "an operation near to one of a provider that is not the first",
    ["--emulate", "--provider", "3daistudio", "--provider", "novita", "--operation", "seedream5Lit", "--request", "{}"],
    /--operation knows no "seedream5Lit" \(did you mean seedream5Lite\?\)/,
  ],
  [
    "a request that is not valid JSON",
    ["--emulate", "--operation", "seedream5Lite", "--request", "{a"],
    /--request must be a JSON object/,
  ],
  [
    "a request in no file",
    ["--emulate", "--operation", "seedream5Lite", "--request", "none.json"],
    /--request names the file none.json, which cannot be read: it does not exist/,
  ],
  ["an operation without a request", ["--emulate", "--operation", "seedream5Lite"], /--operation needs --request/],
  ["a folder that is a file", ["--emulate", "--out", "a-file"], /The output folder a-file cannot be written/],
  [
    "a key too short to be found again",
    ["--max-spend", "usd=1"],
    /fewer than 6 cannot be kept out/,
    { NOVITA_API_KEY: "nv" },
  ],
];
test.each(bad)("%s is one sentence, and nothing is sent", async (_name, args, says, env = {}) => {
  await writeFile(path.join(cwd, "a-file"), "");
  const provider = args.includes("--provider") || args.includes("--operation") ? [] : ["--provider", "novita"];
  const given = args.includes("--operation") && !args.includes("--provider") ? ["--provider", "novita"] : provider;
  const ran = await runSeedbed(["record", ...given, ...args, "--json"], { cwd, env });
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toMatch(/^seedbed: [^\n]*\n$/);
  expect(ran.stderr.slice("seedbed: ".length)).toMatch(says);
  expect(misfits("error", ran.json())).toEqual([]);
});

test("a folder that may not be written is said before anything is sent", async () => {
  if (process.getuid?.() === 0) return; // root may write anywhere
  await mkdir(path.join(cwd, "closed"));
  await chmod(path.join(cwd, "closed"), 0o500);
  expect((await runSeedbed(["record", "--emulate", "--out", "closed/in"], { cwd })).exitCode).toBe(2);
});

test("a recording that is stopped ends at once, and keeps none of its call", async () => {
  const stop = new AbortController();
  await using server = await serving((_request, response) => {
    response.writeHead(200).flushHeaders(); // never ends
    setTimeout(() => stop.abort(new Error("stopped by SIGINT")), 50);
  });
  const args = [
    "record",
    "--provider",
    "novita",
    "--case",
    "text",
    "--out",
    "stopped",
    "--base-url",
    `novita=${server.url}`,
    ...limit,
  ];
  const ran = await runSeedbed(args, { cwd, env: { NOVITA_API_KEY: "nv_0123456789" }, signal: stop.signal });
  expect(ran.exitCode).toBe(1);
  expect(await readdir(path.join(cwd, "stopped"))).toEqual([]);
});
