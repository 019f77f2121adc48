import { readFile } from "node:fs/promises";
import path from "node:path";
import { asObject, type SpecDocument } from "./bundle.ts";

/** The one list of providers: the command's, made from the folder names. */
export function registryModule(specs: SpecDocument[]): string {
  const names = specs.map(({ id }) => ({ id, name: /^\d/.test(id) ? `_${id}` : id }));
  return [
    "// Generated from the folder names in specs/ by `pnpm generate`. Do not edit.",
    "",
    ...names.map(({ id, name }) => `import { provider as ${name} } from "@seedbed/${id}";`),
    'import type { Provider } from "@seedbed/core";',
    "",
    "/** Every provider, by its id. What a person types is any text: the ids of their models are not part of the type. */",
    `export const providers: readonly Provider[] = [${names.map(({ name }) => name).join(", ")}];`,
    "",
    "/** Loads what emulates a provider; nothing of it is loaded before. */",
    "export const loadEmulation = {",
    ...names.map(
      ({ id }) => `  ${JSON.stringify(id)}: async () => (await import("@seedbed/${id}/emulation")).emulation,`,
    ),
    "} as const;",
    "",
  ].join("\n");
}

/** The command's package.json, with a dependency line for each provider and none for one that is gone. */
export async function cliManifest(root: string, specs: SpecDocument[]): Promise<string> {
  const manifest = asObject(JSON.parse(await readFile(path.join(root, "packages/cli/package.json"), "utf8")));
  const ours = new Set(["core", "ledger", "compare", "report", "emulator", "conformance", "bench", "ai-sdk"]);
  const others = Object.entries(asObject(manifest.dependencies)).filter(
    ([name]) => !name.startsWith("@seedbed/") || ours.has(name.slice("@seedbed/".length)),
  );
  const providers = specs.map(({ id }) => [`@seedbed/${id}`, "workspace:^"] as const);
  const dependencies = Object.fromEntries(
    [...others, ...providers].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
  return `${JSON.stringify({ ...manifest, dependencies }, null, 2)}\n`;
}
