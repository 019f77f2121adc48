import { cp, symlink } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What publishing reads: the manifests, what was built, and the changesets. */
const parts = [
  "package.json",
  "pnpm-workspace.yaml",
  "pnpm-lock.yaml",
  "LICENSE",
  ".changeset",
  "packages",
  "conformance",
];

/** Not what is for tests: it is in no package, and other tests write there meanwhile. */
const filter = (source: string) => !/[\\/](testing|\.turbo)$/.test(source);

/** Copies what is published, as it stands and as it was built, to a repository of its own, so that versions and tags change there alone. */
export async function copyRepo(target: string): Promise<void> {
  // A package's links to its dependencies are relative: in the copy they lead to the copy.
  for (const part of parts)
    await cp(path.join(root, part), path.join(target, part), { recursive: true, verbatimSymlinks: true, filter });
  await symlink(path.join(root, "node_modules"), path.join(target, "node_modules"));
  await run("git", ["init", "--quiet", "--initial-branch", "main"], target);
  await run("git", ["config", "user.name", "test"], target);
  await run("git", ["config", "user.email", "test@example.invalid"], target);
  await run("git", ["add", ".changeset", "package.json"], target);
  await run("git", ["commit", "--quiet", "--message", "As it stands"], target);
}
