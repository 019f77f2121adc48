import { execFile } from "node:child_process";
import { cp, mkdir, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Copies what git knows of a checkout into a folder, with the links to its packages: mutants are written there, and an
 * import of one package by another finds the mutant.
 */
export async function copyOfCheckout(root: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const { stdout } = await run("git", args, { cwd: root, maxBuffer: 2 ** 26 });
  const files = stdout.split("\n").filter(Boolean);
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await cp(path.join(root, file), path.join(folder, file)).catch(() => {}); // deleted, and not yet committed
  }
  const homes = new Set(files.filter((file) => /^[^/]+(\/[^/]+)?\/package\.json$/.test(file)).map(path.dirname));
  for (const home of homes) {
    const links = path.join(home, "node_modules");
    await cp(path.join(root, links), path.join(folder, links), { recursive: true, verbatimSymlinks: true }).catch(
      () => {}, // a package without dependencies
    );
  }
  await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"));
}
