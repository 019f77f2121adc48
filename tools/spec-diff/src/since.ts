import { readFile } from "node:fs/promises";
import path from "node:path";
import { bumpIn } from "./changeset.ts";
import { git } from "./git.ts";
import { type Bump, largest } from "./spec-diff.ts";
import { SpecDiffInputError } from "./spec-diff-input-error.ts";

/** Where the branch left a revision: what came there later is not this branch's change. */
export async function forkPoint(root: string, revision: string): Promise<string> {
  return (
    await git(root, ["merge-base", revision, "HEAD"]).catch(() => {
      throw new SpecDiffInputError(`git knows no revision ${revision} that this branch comes from.`);
    })
  ).trim();
}

/** The providers whose specs differ from a revision, uncommitted changes included. */
export async function changedProviders(root: string, base: string): Promise<string[]> {
  const ids = (await changedFiles(root, base, "specs")).flatMap(
    (file) => /^specs\/([^/]+)\/.+\.yaml$/.exec(file)?.[1] ?? [],
  );
  return [...new Set(ids)].sort();
}

/** The largest bump that the changesets written since a revision give a package. */
export async function bumpFound(root: string, base: string, name: string): Promise<Bump> {
  const files = (await changedFiles(root, base, ".changeset")).filter((file) => file.endsWith(".md"));
  const texts = await Promise.all(files.map((file) => readFile(path.join(root, file), "utf8").catch(() => "")));
  return largest(texts.map((text) => bumpIn(text, name)));
}

async function changedFiles(root: string, base: string, folder: string): Promise<string[]> {
  const tracked = await git(root, ["diff", "--name-only", "--no-renames", base, "--", folder]);
  const fresh = await git(root, ["ls-files", "--others", "--exclude-standard", "--", folder]);
  return `${tracked}${fresh}`.split("\n").filter(Boolean);
}
