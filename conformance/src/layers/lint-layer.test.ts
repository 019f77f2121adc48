import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { expect, onTestFinished, test } from "vitest";
import type { CheckOptions } from "../run/check-options.ts";
import { collectNotes } from "../testing/collect-notes.ts";
import { lintLayer } from "./lint-layer.ts";

const specFolder = path.resolve(import.meta.dirname, "../../../specs");

async function held(changes: Partial<CheckOptions> = {}) {
  const { notes, done } = collectNotes();
  const layers: unknown[] = [];
  const options = {
    providers: [novita],
    fixtures: [],
    specFolder,
    shippedSpec: () => Promise.reject(new Error("the source is here")),
    onLayer: (...told: unknown[]) => layers.push(told),
    ...changes,
  };
  return { specs: await lintLayer(options as object as CheckOptions, notes), done, layers };
}

const record = { id: "novita/spec", layer: "lint", provider: "novita", title: "the spec and its examples hold" };

test("a spec that holds is ok, and judges from its source", async () => {
  const { specs, done, layers } = await held();
  expect(layers).toEqual([["lint", 1]]);
  const durationMs = expect.any(Number);
  expect(done).toEqual([
    { ...record, verdict: "ok", durationMs, file: `specs/${path.join("novita", "openapi.yaml")}`, findings: [] },
  ]);
  expect([...specs.keys()]).toEqual(["novita"]);
  expect(specs.get("novita")?.operations.map(({ id }) => id)).toContain("seedream5Lite");
});

test("one with a fault is a violation, and judges all the same", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "seedbed-lint-layer-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(specFolder, folder, { recursive: true });
  const file = path.join(folder, "novita/seedream-5.0-lite.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^( *)operationId: .*$/m, "$1operationId: not an id"));
  const { specs, done } = await held({ specFolder: folder });
  expect(done).toMatchObject([
    { ...record, verdict: "violation", findings: [{ field: expect.stringMatching(/yaml#/) }] },
  ]);
  expect(specs.has("novita")).toBe(true);
});

test("a fault by which a spec loses the operation of a fixture is told in place of the fixture", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "seedbed-lint-layer-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(specFolder, folder, { recursive: true });
  writeFileSync(path.join(folder, "novita/openapi.yaml"), "# nothing else\nopenapi: 3.1.0\n");
  const of = (provider: string) => [{ provider, operation: "seedream5Lite" }] as object as CheckOptions["fixtures"];
  await expect(held({ specFolder: folder, fixtures: of("novita") })).rejects.toThrow(
    expect.objectContaining({
      name: "InputError",
      message: expect.stringMatching(
        /novita\/openapi\.yaml:2 breaks the spec of novita: The field `info` must be .*\(struct\)\.$/,
      ),
    }),
  );
  const { done } = await held({ specFolder: folder, fixtures: of("segmind") });
  expect(done).toMatchObject([{ verdict: "violation" }]);
});

test("without the source the package's own spec judges, and the lint is skipped, which is not a pass", async () => {
  const asked: string[] = [];
  const shippedSpec = async (id: string) => {
    asked.push(id);
    return novitaDocument;
  };
  const { specs, done } = await held({ specFolder: null, shippedSpec });
  expect(asked).toEqual(["novita"]);
  expect(done).toEqual([
    {
      ...record,
      verdict: "skipped",
      durationMs: 0,
      reason: "the source of the specs is not here; the bundled one of the package is used",
      findings: [],
    },
  ]);
  expect(specs.get("novita")?.operations.map(({ id }) => id)).toContain("seedream5Lite");
});
