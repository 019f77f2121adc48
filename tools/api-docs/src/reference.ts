import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Application, type TypeDocOptions } from "typedoc";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The source of every entry point of every package that is published. */
export function entryPoints(): string[] {
  return globSync("{packages/*,conformance}/package.json", { cwd: root })
    .sort()
    .flatMap((file) => {
      const manifest = JSON.parse(readFileSync(path.join(root, file), "utf8"));
      const sources = Object.values<{ "seedbed-source"?: string }>(manifest.exports ?? {}).map(
        (target) => target["seedbed-source"],
      );
      return sources.flatMap((source) =>
        source && !manifest.private ? [path.join(root, path.dirname(file), source)] : [],
      );
    });
}

/** TypeDoc over these sources, all in one program. */
export function createReference(entryPoints: readonly string[], options: TypeDocOptions = {}): Promise<Application> {
  return Application.bootstrap({
    name: "Seedbed",
    entryPoints: [...entryPoints],
    entryPointStrategy: "resolve",
    tsconfig: path.join(root, "tsconfig.json"),
    basePath: root,
    readme: path.join(root, "README.md"),
    alwaysCreateEntryPointModule: true,
    // The compiler of the repo is a newer one, and checks types elsewhere.
    skipErrorChecking: true,
    excludePrivate: true,
    excludeInternal: true,
    disableGit: true,
    sourceLinkTemplate: "",
    disableSources: true,
    ...options,
  });
}
