import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { InputError } from "../../input-error.ts";
import type { ContactChanges } from "./apply-first-contact.ts";

/**
 * Writes what a report changes into a checkout: all of it, or nothing. Specs are changed as they stand; no other file that is
 * there is written over unseen.
 *
 * @param replace - writes over fixtures and images that differ
 * @throws InputError where one is there already, or cannot be written
 */
export async function writeChanges(changes: ContactChanges, root: string, replace = false): Promise<void> {
  for (const [name, content] of changes) {
    if (name.startsWith("specs/")) continue;
    const there = await readFile(path.join(root, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw new InputError(`${name} cannot be read (${error.code}), and nothing was written.`);
    });
    if (there && !there.equals(Buffer.from(content)) && !replace)
      throw new InputError(
        `${name} is there already, and is another: add --replace to write over it. Nothing was written.`,
      );
  }
  const parts = [...changes].map(([name, content]) => ({ file: path.join(root, name), content }));
  for (const { file, content } of parts) {
    await mkdir(path.dirname(file), { recursive: true }).catch(cannotBeWritten(file));
    await writeFile(`${file}.part`, content).catch(cannotBeWritten(file));
  }
  for (const { file } of parts) await rename(`${file}.part`, file).catch(cannotBeWritten(file));
}

function cannotBeWritten(file: string) {
  return (error: NodeJS.ErrnoException) => {
    throw new InputError(`${file} cannot be written: ${error.code}.`);
  };
}
