import { mkdir, stat } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a folder and those above it, one by one: asked for all at once, Node never ends below `/proc`. One that is there stays.
 *
 * @throws the system's own error where it cannot be made
 */
export async function makeFolder(folder: string): Promise<void> {
  const above = path.dirname(folder);
  if (above !== folder && !(await stat(above).catch(() => undefined))) await makeFolder(above);
  await mkdir(folder).catch(async (error) => {
    const there = await stat(folder).catch(() => undefined);
    if (!there?.isDirectory()) throw error;
  });
}
