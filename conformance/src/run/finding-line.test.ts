import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { lineOfFirst } from "./finding-line.ts";

const fixture = {
  title: "a field too many",
  exchanges: [
    { request: { body: { prompt: "a" } }, response: { status: 200, json: { images: [], results: [{ width: 1 }] } } },
  ],
  expect: { images: [] },
};

test.each([
  ["an expectation", "expect.error", "expect"],
  ["the field of an answer", "exchanges[0].response.body.results[0].width", "width"],
  ["what stands around a field that is missing", "exchanges[0].response.body.seed", "json"],
  ["the field of a request", "exchanges[0].request.body.prompt", "prompt"],
  ["what is nowhere in it", "call", "{"],
])("the line of %s", async (_, field, key) => {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-line-"));
  const text = JSON.stringify(fixture, null, 2);
  await writeFile(path.join(folder, "fixture.json"), text);
  const { line } = await lineOfFirst([{ field, message: "wrong" }], path.join(folder, "fixture.json"));
  await rm(folder, { recursive: true });
  const named = text.split("\n").findIndex((each) => each.includes(key === "{" ? "{" : `"${key}"`)) + 1;
  expect(line).toBe(named);
});

test("what breaks the contract comes before drift", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-line-"));
  await writeFile(path.join(folder, "fixture.json"), '{\n  "a": 1,\n  "b": 2\n}\n');
  const drift = { field: "a", message: "new", drift: "field" } as const;
  const findings = [drift, { field: "b", message: "wrong" }];
  expect(await lineOfFirst(findings, path.join(folder, "fixture.json"))).toEqual({ line: 3 });
  expect(await lineOfFirst([drift], path.join(folder, "fixture.json"))).toEqual({ line: 2 });
  await rm(folder, { recursive: true });
});

test("no finding, no line", async () => {
  expect(await lineOfFirst([], "nowhere.json")).toEqual({});
});
