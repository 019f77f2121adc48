import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What git prints for a command in a folder. */
export async function git(folder: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("git", [...args], { cwd: folder, maxBuffer: 2 ** 28 });
  return stdout;
}
