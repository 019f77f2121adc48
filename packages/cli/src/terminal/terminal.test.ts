import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { harmless, type Terminal } from "./terminal.ts";

const steering = "\u0000\u0007\b\r\u001b[2J\u001b]0;x\u0007\u007f\u009b2J\u202e\u2066\u200f";
/** What may steer what it is printed at: a line end and a tab do not. */
const steers = /(?![\n\t])\p{Cc}|\p{Bidi_Control}/u;

function written(colour: boolean, json = false) {
  const texts: string[] = [];
  const write = (text: string) => void texts.push(text);
  const signal = new AbortController().signal;
  const host: Terminal = { stdout: write, stderr: write, env: {}, cwd: ".", isTty: true, colour, columns: 80, signal };
  return { texts, terminal: harmless(host, json) };
}

test("no text steers the terminal that it is printed at, and lines stay lines", () => {
  const { texts, terminal } = written(false);
  terminal.stdout(`a\tb${steering}\nc\n`);
  terminal.stderr(`a\tb${steering}\nc\n`);
  for (const text of texts) {
    expect(text).not.toMatch(steers);
    expect(text).toMatch(/^a\tb.*\nc\n$/);
  }
});

test.each([false, true])(
  "no text is a command to a build server, and our own annotations are (colour: %s)",
  (colour) => {
    const { texts, terminal } = written(colour);
    const foreign =
      "seedbed: no ##[error]a ##vso[task.setvariable variable=b]c ##teamcity[d]\n    ::add-mask::e\n\t::error::f\n";
    terminal.stdout(foreign);
    terminal.stderr(foreign);
    terminal.stdout("::error title=g::h\n");
    const [annotation] = texts.splice(2);
    expect(annotation).toBe("::error title=g::h\n");
    for (const text of texts) expect(text).not.toMatch(/##\w*\[|^\s+::/m);
    const document = { a: foreign, b: "## c" };
    const json = written(colour, true);
    json.terminal.stdout(JSON.stringify(document));
    expect(json.texts[0]).not.toMatch(/##\w*\[/);
    expect(JSON.parse(String(json.texts[0]))).toEqual(document);
  },
);

test("results may be painted where colours are wanted, but not hidden", () => {
  const { texts, terminal } = written(true);
  terminal.stdout("\u001b[1m\u001b[31mbad\u001b[39m\u001b[22m \u001b[8mhidden\u001b[2J");
  expect(texts).toEqual(["\u001b[1m\u001b[31mbad\u001b[39m\u001b[22m  [8mhidden [2J"]);
});

test("progress may rewrite its line", () => {
  const { texts, terminal } = written(false);
  terminal.rewrite?.("\r\u001b[2Kreplay 1/2");
  expect(texts).toEqual(["\r\u001b[2Kreplay 1/2"]);
});

test("a JSON document holds the same value and steers nothing", () => {
  const { texts, terminal } = written(true, true);
  terminal.stdout(`${JSON.stringify({ message: steering })}\n`);
  expect(texts[0]).not.toMatch(steers);
  expect(JSON.parse(texts[0] ?? "")).toEqual({ message: steering });
});

const server = createServer((_request, response) => {
  response.writeHead(400, { "content-type": "application/json", "x-request-id": "r".repeat(9000) });
  response.end(JSON.stringify({ code: `E${steering}${"9".repeat(5_000_000)}`, message: `no\n${steering}` }));
});
afterEach(() => void server.close());

test.each([[[]], [["--json"]]])(
  "an error of a provider is short and steers nothing, printed with %j",
  async (flags) => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const base = `novita=http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
    const args = ["generate", "a koi pond", "--model", "novita/seedream-5.0-lite", "--base-url", base, ...flags];
    const { exitCode, stdout, stderr } = await runSeedbed(args, { cwd: "." });
    expect(exitCode).toBe(1);
    expect(stdout + stderr).not.toMatch(steers);
    expect((stdout + stderr).length).toBeLessThan(4000);
  },
);
