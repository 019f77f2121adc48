import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What a package manager that runs the tests hands down, its registry included, is not for what they start. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^p?npm_|^provenance$/i.test(name)));

/** Runs a program to its end. @returns what it printed; it rejects with both outputs in the message where it fails */
export async function run(program: string, args: readonly string[], cwd: string, more: Record<string, string> = {}) {
  const options = { cwd, env: { ...env, NO_COLOR: "1", CI: "1", ...more }, maxBuffer: 32 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(program, args, options).catch((error) => {
    throw new Error(`${program} ${args.join(" ")}: ${error.message}\n${error.stdout}\n${error.stderr}`);
  });
  return stdout;
}
