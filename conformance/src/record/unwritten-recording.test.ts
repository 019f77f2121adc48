import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { afterAll, expect, test } from "vitest";
import { createSpec } from "../spec/create-spec.ts";
import { tinyImageUri } from "../testing/text-case.ts";
import { recordCall } from "./record-call.ts";

const folder = await mkdtemp(path.join(tmpdir(), "seedbed-unwritten-"));
afterAll(() => rm(folder, { recursive: true }));

const deep = "[".repeat(600) + "]".repeat(600);

/** Records a call that is answered so. */
const record = (answer: Response) =>
  recordCall(
    { title: "a fox", operation: "seedream5Lite", request: { prompt: "a fox" } },
    {
      provider: novita,
      spec: createSpec(novitaDocument),
      client: { apiKey: "nv_0123456789abc", env: {}, fetch: async () => answer },
      from: () => "provider",
      secrets: ["nv_0123456789abc"],
      workFolder: folder,
    },
  );

test("a paid answer of which no recording can be written is kept as it came", async () => {
  const text = `{"images":["${tinyImageUri}"],"deep":${deep}}`;
  const recorded = await record(new Response(text, { headers: { "content-type": "application/json; charset=utf-8" } }));
  if (!("unwritten" in recorded)) throw new Error("it was written");
  expect(recorded.unwritten.message).toContain("nested more than 500 deep");
  expect(recorded.answer).toMatchObject({ mediaType: "application/json", sizeBytes: text.length });
  expect(new TextDecoder().decode(recorded.answer.bytes)).toBe(text);
});

test("an answer that cannot have been paid for is not kept", async () => {
  await expect(record(new Response(`{"deep":${deep}}`, { status: 400 }))).rejects.toThrow("nested more than 500 deep");
});
