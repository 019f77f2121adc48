import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Application, Converter, ReflectionKind, type TypeDocOptions } from "typedoc";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Something that a user imports: `@seedbed/core/proxy`, and its source. */
export interface EntryPoint {
  readonly name: string;
  readonly source: string;
}

/** Every entry point of every package that is published. */
export function entryPoints(): EntryPoint[] {
  return globSync("{packages/*,conformance}/package.json", { cwd: root })
    .sort()
    .flatMap((file) => {
      const manifest = JSON.parse(readFileSync(path.join(root, file), "utf8"));
      const targets = Object.entries<{ "seedbed-source"?: string }>(manifest.private ? {} : (manifest.exports ?? {}));
      return targets.flatMap(([place, { "seedbed-source": source }]) =>
        source
          ? [{ name: path.posix.join(manifest.name, place), source: path.join(root, path.dirname(file), source) }]
          : [],
      );
    });
}

/** TypeDoc over these sources, all in one program. */
export async function createReference(
  entryPoints: readonly EntryPoint[],
  options: TypeDocOptions = {},
): Promise<Application> {
  const application = await Application.bootstrap({
    name: "Seedbed",
    entryPoints: entryPoints.map(({ source }) => source),
    entryPointStrategy: "resolve",
    tsconfig: path.join(root, "tsconfig.json"),
    basePath: root,
    readme: "none",
    alwaysCreateEntryPointModule: true,
    // The compiler of the repo is a newer one, and checks types elsewhere.
    skipErrorChecking: true,
    excludePrivate: true,
    excludeInternal: true,
    // The address of the repository is not settled.
    disableSources: true,
    ...options,
  });
  const names = new Map(
    entryPoints.map(({ name, source }) => [path.relative(root, source).replace(/(\/index)?\.ts$/, ""), name]),
  );
  application.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection) => {
    if (reflection.kindOf(ReflectionKind.Module)) reflection.name = names.get(reflection.name) ?? reflection.name;
  });
  return application;
}
