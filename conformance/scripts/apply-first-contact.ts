import { readFile } from "node:fs/promises";
import path from "node:path";
import { readJson } from "../src/fixture/checked-json.ts";
import { InputError } from "../src/input-error.ts";
import { changesOf, claimsBeyond, type KnownProvider } from "../src/record/first-contact/apply-first-contact.ts";
import { loadContactReport } from "../src/record/first-contact/load-contact-report.ts";
import { loadQuestions } from "../src/record/first-contact/question.ts";
import { writeChanges } from "../src/record/first-contact/write-changes.ts";
import { createSpec } from "../src/spec/create-spec.ts";

// Turns the report of a first contact into recorded fixtures and changed evidence in the specs. Whoever runs it looks at the
// difference before committing it: `pnpm --filter @seedbed/conformance first-contact first-contact-novita-2026-12-01.json`.
const root = path.resolve(import.meta.dirname, "../..");
const schemas = path.join(root, "conformance/schemas");
const args = process.argv.slice(2);
const [file, ...others] = args.filter((arg) => !arg.startsWith("--"));
try {
  const unknown = args.find((arg) => arg.startsWith("--") && !/^--(from-emulator|replace|root=.+)$/.test(arg));
  if (unknown) throw new InputError(`There is no option ${unknown}.`);
  if (file === undefined || others.length > 0)
    throw new InputError("Name one file: pnpm --filter @seedbed/conformance first-contact <file>.");
  const target = args.find((arg) => arg.startsWith("--root="))?.slice("--root=".length) ?? root;
  const report = await loadContactReport(path.resolve(process.env.INIT_CWD ?? process.cwd(), file), schemas);
  const known = await knownProvider(report.provider, target);
  const changes = await changesOf(report, known, args.includes("--from-emulator"));
  await writeChanges(changes, target, args.includes("--replace"));
  for (const claim of claimsBeyond(report, known)) console.error(claim);
  for (const name of changes.keys()) console.log(name);
  console.log(
    `${changes.size} files written: look at the difference, then pnpm generate and pnpm --filter @seedbed/conformance stamp.`,
  );
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function knownProvider(id: string, target: string): Promise<KnownProvider> {
  const file = path.join(root, "conformance/fixtures", id, "questions.yaml");
  const questions = await loadQuestions(file, path.join(schemas, "questions.schema.json"));
  const { operations } = createSpec(await readJson(path.join(root, "packages", id, "openapi.json")));
  return {
    questions,
    operations: operations.map((operation) => operation.id),
    readSpec: (name) =>
      readFile(path.join(target, "specs", id, name), "utf8").catch(() => {
        throw new InputError(`There is no specs/${id}/${name} in ${target}, and nothing was changed.`);
      }),
  };
}
