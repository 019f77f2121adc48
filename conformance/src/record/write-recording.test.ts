import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { provider as novita } from "@seedbed/novita";
import novitaApi from "@seedbed/novita/openapi.json" with { type: "json" };
import { expect, onTestFinished, test } from "vitest";
import { loadFixtures } from "../fixture/fixture.ts";
import { InputError } from "../input-error.ts";
import { createSpec } from "../spec/create-spec.ts";
import type { Recording } from "./record-call.ts";
import { isThere, recordingFile, writeRecording } from "./write-recording.ts";

const home = path.resolve(import.meta.dirname, "../..");
const fixtures = await loadFixtures(path.join(home, "fixtures"), path.join(home, "schemas/fixture.schema.json"));
const sample = fixtures.find(({ id }) => id === "novita/seedream5Lite/seed-answer");
if (!sample) throw new Error("the fixture is gone");
const { id: _id, file: _file, ...fixture } = sample;
const subject = { provider: novita, spec: createSpec(novitaApi) };

function recording(images: Record<string, Uint8Array> = {}): Recording {
  return { fixture, images: new Map(Object.entries(images)), text: JSON.stringify(fixture) } as Recording;
}

function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "seedbed-write-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();

test("a recording lies at its place with its images, and is replayed from there", async () => {
  const folder = freshFolder();
  const file = recordingFile(folder, "novita", "seedream5Lite", "text");
  expect(path.relative(folder, file)).toBe(path.join("novita", "seedream5Lite", "recorded-text.json"));
  expect(await isThere(file)).toBe(false);
  const written = await writeRecording(recording({ "a.png": new Uint8Array([1, 2]) }), folder, "text", subject);
  expect(written).toMatchObject({ file, replayed: { verdict: "ok", findings: [] } });
  expect(await isThere(file)).toBe(true);
  expect(filesIn(folder)).toEqual([path.join("images", "a.png"), path.relative(folder, file)]);
  expect([...readFileSync(path.join(folder, "images", "a.png"))]).toEqual([1, 2]);
  expect(readFileSync(file, "utf8")).toBe(JSON.stringify(fixture));
});

test("what was written is judged, not what was to be written", async () => {
  const told = { ...fixture, expect: { ...fixture.expect, error: { name: "RateLimitError" } } };
  const changed = { ...recording(), text: JSON.stringify(told) };
  const { replayed } = await writeRecording(changed, freshFolder(), "text", subject);
  expect(replayed.verdict).toBe("violation");
});

test("an image that is there already is kept; another one of its name is refused and nothing is left", async () => {
  const folder = freshFolder();
  await writeRecording(recording({ "a.png": new Uint8Array([1]) }), folder, "one", subject);
  const before = filesIn(folder);
  const other = recording({ "new.png": new Uint8Array([7]), "a.png": new Uint8Array([2]) });
  const error = await writeRecording(other, folder, "two", subject).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect((error as Error).message).toBe(
    `${path.join(folder, "images", "a.png")} is another image: give another --out.`,
  );
  expect(filesIn(folder)).toEqual(before);
  await writeRecording(recording({ "a.png": new Uint8Array([1]) }), folder, "two", subject);
  expect(filesIn(folder)).toHaveLength(before.length + 1);
});

test("a file that cannot be put in its place leaves neither itself nor its new images, and those of others stay", async () => {
  const folder = freshFolder();
  mkdirSync(recordingFile(folder, "novita", "seedream5Lite", "text"), { recursive: true }); // a folder stands in its place
  mkdirSync(path.join(folder, "images"));
  writeFileSync(path.join(folder, "images", "old.png"), Buffer.from([1]));
  const made = recording({ "old.png": new Uint8Array([1]), "new.png": new Uint8Array([2]) });
  await expect(writeRecording(made, folder, "text", subject)).rejects.toMatchObject({ syscall: "rename" });
  expect(filesIn(folder)).toEqual([path.join("images", "old.png")]);
});
