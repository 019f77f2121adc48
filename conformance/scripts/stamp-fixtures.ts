import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { loadFixtures } from "../src/fixture/fixture.ts";
import { lintSpec } from "../src/lint/lint.ts";
import { createSpec, type Spec } from "../src/spec/create-spec.ts";
import { operationHash } from "../src/spec/operation-hash.ts";

// Stamps fixtures with the hash of today's spec. Whoever runs it says to have looked at both: `check` then holds them to it.
const root = path.resolve(import.meta.dirname, "../..");
const folder = path.join(root, "conformance/fixtures");
const wanted = process.argv.slice(2);
const specs = new Map<string, Spec>();
let stamped = 0;
for (const { id, provider, operation, file, provenance } of await loadFixtures(
  folder,
  path.join(root, "conformance/schemas/fixture.schema.json"),
)) {
  if (wanted.length > 0 && !wanted.some((start) => id.startsWith(start))) continue;
  const spec = specs.get(provider) ?? createSpec((await lintSpec(path.join(root, "specs"), provider)).document);
  specs.set(provider, spec);
  const described = spec.operations.find((candidate) => candidate.id === operation);
  if (!described) throw new Error(`${id}: the spec has no operation ${operation}.`);
  const hash = operationHash(spec.document, described);
  if (provenance.spec === hash) continue;
  const place = path.join(folder, file);
  const text = await readFile(place, "utf8");
  const date = `"date": "${provenance.date}"`;
  const changed =
    provenance.spec === undefined
      ? text.replace(date, `${date},\n    "spec": "${hash}"`)
      : text.replace(`"spec": "${provenance.spec}"`, `"spec": "${hash}"`);
  if (changed === text) throw new Error(`${id}: there is no place for the stamp.`);
  await writeFile(place, changed);
  stamped += 1;
}
console.log(`${stamped} fixtures stamped${stamped > 0 ? ": look at the difference before you commit it" : ""}.`);
