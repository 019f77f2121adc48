import { readFile } from "node:fs/promises";

/** The files that a source file loads, itself included, and the packages that these load; types alone are not loaded. */
export async function browserGraph(entry: URL): Promise<{ files: string[]; packages: string[] }> {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = async (file: URL): Promise<void> => {
    if (files.has(file.href)) return;
    files.add(file.href);
    const source = await readFile(file, "utf8");
    for (const [statement, name = ""] of source.matchAll(
      /^(?:import|export)\s[^;]*?from "([^"]+)"|import\("([^"]+)"\)/gm,
    )) {
      if (/^(import|export) type /.test(statement)) continue;
      if (name.startsWith(".")) await visit(new URL(name, file));
      else packages.add(name);
    }
  };
  await visit(entry);
  return { files: [...files], packages: [...packages] };
}
