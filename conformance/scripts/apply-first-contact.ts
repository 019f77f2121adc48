import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readChecked, readSchema } from "../src/checked-json.ts";
import { InputError } from "../src/input-error.ts";
import { changesOf } from "../src/record/first-contact/apply-first-contact.ts";
import type { ContactReport } from "../src/record/first-contact/contact-report.ts";

// Turns the report of a first contact into recorded fixtures and changed evidence in the specs. Whoever runs it looks at the
// difference before committing it: `pnpm first-contact:apply first-contact-novita-2026-12-01.json`.
const root = path.resolve(import.meta.dirname, "../..");
const args = process.argv.slice(2);
const [file, ...others] = args.filter((arg) => !arg.startsWith("--"));
try {
  const unknown = args.find((arg) => arg.startsWith("--") && arg !== "--from-emulator" && !arg.startsWith("--root="));
  if (unknown) throw new InputError(`There is no option ${unknown}.`);
  if (file === undefined || others.length > 0) throw new InputError("Name one file: pnpm first-contact:apply <file>.");
  const target = args.find((arg) => arg.startsWith("--root="))?.slice("--root=".length) ?? root;
  const schema = await readSchema(path.join(root, "conformance/schemas/first-contact.schema.json"));
  const validate = new Ajv2020({ strict: false }).compile<ContactReport>(schema);
  const report = await readChecked(
    path.resolve(process.env.INIT_CWD ?? process.cwd(), file),
    validate,
    "first contact",
  );
  const readSpec = (name: string) => readFile(path.join(target, "specs", report.provider, name), "utf8");
  const changes = await changesOf(report, readSpec, args.includes("--from-emulator"));
  for (const [name, content] of changes) {
    await mkdir(path.dirname(path.join(target, name)), { recursive: true });
    await writeFile(path.join(target, name), content);
    console.log(name);
  }
  console.log(`${changes.size} files written: look at the difference, then pnpm generate and pnpm fixtures:stamp.`);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
