import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "./run.ts";

/** The folder of a pnpm that can be run by name: the one at hand, or the one that npx keeps. */
export async function pnpmFolder(): Promise<string> {
  const where = ["-c", "command -v pnpm"];
  const found = await run("sh", where, tmpdir()).catch(() =>
    run("npx", ["-y", "-p", "pnpm@12", "sh", ...where], tmpdir()),
  );
  return path.dirname(found.trim());
}
