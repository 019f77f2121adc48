import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { changesetName, changesetText, zeroBump } from "./changeset.ts";
import { git } from "./git.ts";
import { packagesMoved } from "./packages.ts";
import { providerOf, readSpec, type Spec } from "./read-spec.ts";
import { bumpFound, changedProviders, forkPoint } from "./since.ts";
import { type Bump, type Change, largest, type SpecDiff, specDiff } from "./spec-diff.ts";
import { SpecDiffInputError } from "./spec-diff-input-error.ts";

const usage = `Usage: pnpm spec-diff <old> <new> [--json] [--changeset]
       pnpm spec-diff --since <revision> [--json] [--changeset | --check]

What breaks between two versions of a spec, and how far each package must move.

<old>, <new>  a file, a folder with an openapi.yaml, or either in git: main:specs/novita
--since       every provider whose spec differs from where this branch left the revision
--json        print { bump, changes, packages }
--changeset   write the changeset into .changeset
--check       exit 1 where the changesets since the revision are missing or too small

Exit codes: 0 done, 1 a changeset is missing or too small, 2 the call was wrong.`;

interface Compared extends SpecDiff {
  readonly provider: string;
  readonly before: Spec;
  readonly packages: Record<string, Bump>;
}

/** Where the command is called from, and where its words go. */
interface Caller {
  readonly from: string;
  readonly console: Pick<Console, "log" | "error">;
}

if (import.meta.main)
  process.exitCode = await main(process.argv.slice(2), { from: process.env.INIT_CWD ?? process.cwd(), console });

/** Runs the command. @returns its exit code */
export async function main(args: readonly string[], caller: Caller): Promise<0 | 1 | 2> {
  try {
    return await specDiffCommand(args, caller);
  } catch (error) {
    caller.console.error(`spec-diff: ${error instanceof Error ? error.message : error}`);
    return 2; // 1 says that a changeset is missing, and nothing else
  }
}

async function specDiffCommand(args: readonly string[], { from, console }: Caller): Promise<0 | 1> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      since: { type: "string" },
      changeset: { type: "boolean" },
      check: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (positionals.length !== (values.since === undefined ? 2 : 0))
    throw new SpecDiffInputError("Two specs are needed, or --since and a revision; --help says more.");
  if (values.check && values.since === undefined) throw new SpecDiffInputError("--check needs --since <revision>.");

  const root = (
    await git(from, ["rev-parse", "--show-toplevel"]).catch(() => {
      throw new SpecDiffInputError(`${from} is in no git repository.`);
    })
  ).trim();
  if (values.changeset) await checkChangesetFolder(root);
  const base = values.since === undefined ? undefined : await forkPoint(root, values.since);
  const all: Compared[] = [];
  if (base === undefined) {
    const [before, after] = await Promise.all(positionals.map((given) => readSpec(given, from)));
    if (before && after) all.push(await compared(root, before, after));
  } else for (const id of await changedProviders(root, base)) all.push(await comparedSince(root, base, id));

  print(all, values.json ?? false, console);
  if (values.changeset) await writeChangesets(root, all, console);
  return values.check && base && values.since ? check(root, base, values.since, all, console) : 0;
}

async function compared(root: string, before: Spec, after: Spec): Promise<Compared> {
  const diff = await specDiff(before, after);
  const provider = providerOf(after);
  if (!provider) throw new SpecDiffInputError("The specs name no provider: info.x-provider.id is missing.");
  return { ...diff, provider, before, packages: await packagesMoved(root, provider, diff.bump) };
}

async function comparedSince(root: string, base: string, provider: string): Promise<Compared> {
  const file = `specs/${provider}/openapi.yaml`;
  const had = await git(root, ["cat-file", "-e", `${base}:${file}`]).then(
    () => true,
    () => false,
  );
  const has = (await stat(path.join(root, file)).catch(() => undefined)) !== undefined;
  if (had && has)
    return compared(root, await readSpec(`${base}:specs/${provider}`, root), await readSpec(`specs/${provider}`, root));
  const change: Change = has
    ? { id: "provider-added", location: "#", bump: "minor", message: `The provider ${provider} is new.` }
    : { id: "provider-removed", location: "#", bump: "major", message: `The provider ${provider} is gone.` };
  // A package that is gone takes no changeset: those that carried it say so.
  const moved = await packagesMoved(root, provider, change.bump);
  if (!has) delete moved[`@seedbed/${provider}`];
  return { provider, before: {}, bump: change.bump, changes: [change], packages: moved };
}

function print(all: readonly Compared[], json: boolean, console: Caller["console"]): void {
  const packages: Record<string, Bump> = {};
  for (const one of all)
    for (const [name, bump] of Object.entries(one.packages)) packages[name] = largest([packages[name] ?? "none", bump]);
  const bump = largest(all.map((one) => one.bump));
  if (json) {
    const changes = all.flatMap(({ provider, changes }) => changes.map((change) => ({ ...change, provider })));
    console.log(JSON.stringify({ bump, changes, packages }, null, 2));
    return;
  }
  for (const { provider, changes } of all) {
    console.log(`${provider}: ${changes.length === 0 ? "nothing changed" : `${changes.length} changes`}`);
    for (const { bump, id, location, message } of changes)
      console.log(`  ${bump.padEnd(5)}  ${message}\n         ${id} at ${location}`);
  }
  console.log(`bump: ${bump}`);
  for (const [name, bump] of Object.entries(packages)) console.log(`  ${name}: ${bump} (while 0.x: ${zeroBump(bump)})`);
}

/** @throws SpecDiffInputError where there is no place for a changeset */
async function checkChangesetFolder(root: string): Promise<void> {
  const there = await stat(path.join(root, ".changeset")).catch(() => undefined);
  if (!there?.isDirectory())
    throw new SpecDiffInputError(
      `--changeset needs the folder .changeset in ${root}, ${there ? "where a file is in its place" : "which has none"}.`,
    );
}

async function writeChangesets(root: string, all: readonly Compared[], console: Caller["console"]): Promise<void> {
  for (const { provider, before, packages, ...diff } of all) {
    if (Object.keys(packages).length === 0) continue;
    const file = path.join(".changeset", changesetName(provider, before));
    await writeFile(path.join(root, file), changesetText(provider, diff, packages)).catch((error) => {
      throw new SpecDiffInputError(`${file} cannot be written: ${error.code}.`);
    });
    console.error(`wrote ${file}`);
  }
}

async function check(
  root: string,
  base: string,
  since: string,
  all: readonly Compared[],
  console: Caller["console"],
): Promise<0 | 1> {
  let code: 0 | 1 = 0;
  for (const { packages } of all)
    for (const [name, bump] of Object.entries(packages)) {
      const [needed, found] = [zeroBump(bump), await bumpFound(root, base, name)];
      if (largest([needed, found]) === found) continue;
      const command = `pnpm spec-diff --since ${since} --changeset`;
      console.error(`spec-diff: ${name} needs a ${needed} changeset, found ${found}: \`${command}\` writes it.`);
      code = 1;
    }
  return code;
}
