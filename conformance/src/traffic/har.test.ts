import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { provider as novita } from "@seedbed/novita";
import openapi from "@seedbed/novita/openapi.json" with { type: "json" };
import type { CheckRecord } from "@seedbed/report";
import { afterAll, beforeAll, expect, test } from "vitest";
import { harLayer } from "../layers/har-layer.ts";
import type { CheckOptions } from "../run/check-options.ts";
import { createSpec } from "../spec/create-spec.ts";
import { loadHar } from "./har.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-har-"));
});
afterAll(() => rm(folder, { recursive: true }));

const entry = (change: { url?: string; sent?: object; answer?: object; status?: number } = {}) => ({
  request: {
    method: "POST",
    url: change.url ?? "https://api.novita.ai/v3/seedream-5.0-lite",
    headers: [{ name: "Authorization", value: "Bearer secret" }],
    postData: { mimeType: "application/json", text: JSON.stringify(change.sent ?? { prompt: "a" }) },
  },
  response: {
    status: change.status ?? 200,
    headers: [{ name: "Content-Type", value: "application/json" }],
    content: { mimeType: "application/json", text: JSON.stringify(change.answer ?? { images: [] }) },
  },
});

async function load(...entries: unknown[]) {
  const file = path.join(folder, "traffic.har");
  await writeFile(file, JSON.stringify({ log: { version: "1.2", entries } }));
  return loadHar(file, [novita], { novita: "https://api.novita.ai" });
}

async function judged(...entries: unknown[]) {
  const records: CheckRecord[] = [];
  const options = { har: await load(...entries), providers: [novita] } as Partial<CheckOptions> as CheckOptions; // all that the layer reads
  await harLayer(options, new Map([["novita", createSpec(openapi)]]), {
    done: (record) => records.push(record),
    see: () => {},
  });
  return records;
}

test("recorded traffic that keeps to the spec is ok", async () => {
  expect(await judged(entry())).toMatchObject([
    { id: "novita/seedream5Lite/har/traffic.har#1", layer: "har", verdict: "ok", findings: [] },
  ]);
});

test("either side is judged, and drift is told from a violation", async () => {
  const records = await judged(
    entry({ sent: { prompt: 1 } }),
    entry({ answer: { images: [], seed: 1 } }),
    entry({ answer: {} }),
  );
  expect(records.map(({ verdict, findings }) => [verdict, findings.map(({ field }) => field)])).toEqual([
    ["violation", ["request.body.prompt"]],
    ["drift", ["response.body.seed"]],
    ["violation", ["response.body.images"]],
  ]);
});

test("a call of a place that the spec does not know is a violation", async () => {
  const [record] = await judged(entry({ url: "https://api.novita.ai/v3/other" }));
  expect(record).toMatchObject({ id: "novita/unknown/har/traffic.har#1", verdict: "violation" });
});

test("calls of other hosts are left out, and no key is in a record", async () => {
  const records = await judged(entry({ url: "https://other.example/v3/seedream-5.0-lite" }), entry());
  expect(records).toHaveLength(1);
  expect(JSON.stringify(records)).not.toContain("secret");
});

test("every key and cookie that the file shows is a secret, also of other hosts and where a header comes twice", async () => {
  const { request, response } = entry();
  const cookie = (value: string) => ({ name: "Set-Cookie", value });
  const twice = { ...response, headers: [...response.headers, cookie("a=first-1; Path=/"), cookie("b=second-2")] };
  const listed = { ...response, cookies: [{ name: "d", value: "fourth-4" }] };
  const other = { ...request, url: "https://other.example/", headers: [{ name: "X-Api-Key", value: "fifth-5" }] };
  const [exchange] = await load(
    { request: { ...request, cookies: [{ name: "c", value: "third-3" }, null] }, response: twice },
    { request: other, response: listed },
  );
  expect(exchange?.secrets).toEqual(["secret", "first-1", "second-2", "third-3", "fifth-5", "fourth-4"]);
});

test.each<[string, string, RegExp]>([
  ["no JSON", "{", /is not valid JSON/],
  ["no HAR", "{}", /is not a valid HAR file: it has no log\.entries/],
  [
    "an entry without a request",
    '{"log":{"entries":[{}]}}',
    /is not a valid HAR file: entry 1 has no request and response/,
  ],
  ["no call of a provider", '{"log":{"entries":[]}}', /holds no call of novita/],
])("%s is refused in one sentence", async (_, text, message) => {
  const file = path.join(folder, "bad.har");
  await writeFile(file, text);
  await expect(loadHar(file, [novita])).rejects.toThrow(message);
});

test("a browser's export is read as it is: preflights, calls that were given up, no key beside an answer", async () => {
  const { request, response } = entry();
  const preflight = { request: { ...request, method: "OPTIONS", headers: [] }, response: { ...response, status: 204 } };
  const keyless = { request: { ...request, headers: [] }, response };
  const blocked = entry({ status: 0 });
  const records = await judged(preflight, keyless, blocked, { ...keyless, response: { ...response, status: 400 } });
  expect(records.map(({ id, verdict }) => `${verdict} ${id.split("#")[1]}`)).toEqual([
    "ok 2",
    "transport 3",
    "violation 4",
  ]);
});

test.each(["null", "7", '"x"'])("a file that holds %s is not a valid HAR file", async (text) => {
  const file = path.join(folder, "odd.har");
  await writeFile(file, text);
  await expect(loadHar(file, [novita])).rejects.toThrow(
    `The file ${file} is not a valid HAR file: it has no log.entries.`,
  );
});

test("an answer whose body was not kept is judged by the rest of it, and skipped where that holds", async () => {
  const without = (content: object, status = 200) => {
    const whole = entry({ status });
    return { ...whole, response: { ...whole.response, content } };
  };
  const type = { mimeType: "application/json" };
  const [unkept, teapot, empty] = await judged(
    without({ size: 99, ...type }),
    without({ ...type }, 418),
    without({ size: 0, ...type }),
  );
  expect(unkept).toMatchObject({ verdict: "skipped", reason: "the body of its answer was not recorded", findings: [] });
  expect(teapot).toMatchObject({ verdict: "drift", findings: [{ field: "response.status" }] });
  expect(empty).toMatchObject({ verdict: "violation", findings: [{ field: "response.body" }] });
});
