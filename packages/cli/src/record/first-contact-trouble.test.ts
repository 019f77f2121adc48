import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ContactReport } from "@seedbed/conformance";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runSeedbed } from "../testing/run-seedbed.ts";

const key = "sg_0123456789abcdef";
const open: { close(): void }[] = [];
let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-trouble-"));
});
afterEach(async () => {
  for (const server of open.splice(0)) server.close();
  await rm(cwd, { recursive: true });
});

/** A provider that answers so, and what it was asked. */
async function startServer(answer: RequestListener): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (request.method !== "HEAD") asked.push(`${request.method} ${request.url}`);
    if (request.method === "HEAD") response.end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }; // it listens on TCP
}

function contact(url: string, args: readonly string[] = [], signal?: AbortSignal) {
  const place = ["--provider", "segmind", "--base-url", `segmind=${url}`, "--max-spend", "usd=1"];
  const all = ["record", "--first-contact", "--yes", ...place, ...args];
  return runSeedbed(all, { cwd, env: { SEGMIND_API_KEY: key }, ...(signal ? { signal } : {}) });
}

const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(code, { "content-type": "application/json", ...headers }).end('{"error":"no"}');
  };

test.each([401, 403])("a key that is refused with %i ends it in one sentence, and is not evidence", async (code) => {
  const { url, asked } = await startServer(status(code));
  const ran = await contact(url, ["--json"]);
  expect(ran.exitCode).toBe(1);
  expect(asked).toEqual(["GET /v1/get-user-credits"]);
  const [, said = ""] = ran.stderr.split(/^segmind balance-form: .*\n/m);
  expect(said).toBe(`seedbed: Segmind was asked no more: the key was refused with ${code}.\n`);
  expect(ran.json()).toEqual({ files: [] });
});

test("what only other keys get is said of them alone where the documented one is taken", async () => {
  const { url } = await startServer((request, response) => {
    const isTaken = request.headers["x-api-key"] === key;
    if (isTaken && request.url === "/v1/get-user-credits")
      response.writeHead(200, { "content-type": "application/json" }).end('{"credits": 1}');
    else status(isTaken ? 404 : 401)(request, response);
  });
  const ran = await contact(url, ["--json"]);
  const [file = ""] = ran.json<{ files: string[] }>().files;
  const report: ContactReport = JSON.parse(await readFile(path.join(cwd, file), "utf8"));
  expect(report.answers.find(({ id }) => id === "bearer")).toMatchObject({
    answer: "no, x-api-key alone",
    observed: [{ file: "openapi.yaml", at: ["components", "securitySchemes", "apiKey"] }],
  });
});

test("a provider that asks for a wait until 2099 is asked no more", async () => {
  const { url, asked } = await startServer(status(429, { "retry-after": "Wed, 21 Oct 2099 07:28:00 GMT" }));
  const ran = await contact(url);
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).toMatch(/seedbed: Segmind was asked no more: it was answered with 429, and is to wait \d+ s\.\n$/);
  expect(asked).toHaveLength(1);
});

test("a server that never answers is given up after --timeout, question by question", async () => {
  const { url } = await startServer(() => {});
  const ran = await contact(url, ["--timeout", "20", "--time-scale", "100"]);
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).toContain("segmind bearer: not answered: there was no answer within 20 s\n");
  expect(ran.stderr).toMatch(/seedbed: Segmind answered nothing\.\n$/);
});

test("a stop ends a question that is never answered", async () => {
  const stop = new AbortController();
  const { url, asked } = await startServer((request, response) => {
    if (request.headers.authorization === undefined) status(200)(request, response);
    else stop.abort(new Error("stopped by SIGINT")); // the raw question with another key
  });
  const ran = await contact(url, [], stop.signal);
  expect(ran.exitCode).toBe(1);
  expect(asked).toHaveLength(2);
  expect(ran.stderr).toMatch(
    /seedbed: Segmind was asked no more: it was stopped; add --resume to ask what is left\.\n$/,
  );
});

test("without a network it says why, writes nothing, and the answer is no", async () => {
  const { url } = await startServer(status(200));
  for (const server of open.splice(0)) server.close();
  const ran = await contact(url, ["--time-scale", "1000", "--json"]);
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).toContain(`segmind bearer: not answered: connect ECONNREFUSED ${new URL(url).host}\n`);
  expect(ran.stderr).not.toContain("fetch failed");
  expect(ran.json()).toEqual({ files: [] });
  expect(await readdir(path.join(cwd, "seedbed-first-contact"))).toEqual([]);
});

test("a provider that is named twice is asked once", async () => {
  const { url, asked } = await startServer(status(401));
  await contact(url, ["--provider", "segmind"]);
  expect(asked).toHaveLength(1);
});

test("its folder is not that of the fixtures, which it would break", async () => {
  const ran = await runSeedbed(
    ["record", "--first-contact", "--emulate", "--provider", "novita", "--yes", "--max-spend", "usd=0", "--json"],
    { cwd },
  );
  expect(ran.json<{ files: string[] }>().files).toEqual([
    expect.stringMatching(/^seedbed-first-contact\/first-contact-novita-.*\.json$/),
  ]);
  expect(await readdir(cwd)).toEqual(["seedbed-first-contact"]);
});
