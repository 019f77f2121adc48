import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { asObject } from "./read-spec.ts";
import type { Bump } from "./spec-diff.ts";

/**
 * Which packages a provider's change moves: its own by the bump, and by a patch each published package
 * that depends on it, since that carries the spec to its users (today the command).
 */
export async function packagesMoved(root: string, provider: string, bump: Bump): Promise<Record<string, Bump>> {
  if (bump === "none") return {};
  const own = `@seedbed/${provider}`;
  const dependents: Record<string, Bump> = {};
  for (const folder of [
    ...(await readdir(path.join(root, "packages"))).map((name) => `packages/${name}`),
    "conformance",
  ]) {
    const text = await readFile(path.join(root, folder, "package.json"), "utf8").catch(() => "{}");
    const { name, dependencies } = asObject(JSON.parse(text));
    if (typeof name === "string" && own in asObject(dependencies)) dependents[name] = "patch";
  }
  return { [own]: bump, ...dependents };
}
