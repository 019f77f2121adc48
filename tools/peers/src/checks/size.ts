import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Check } from "../check.ts";
import type { Installed, Lock } from "../install.ts";

async function bundleBytes({ folder }: Installed): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, "program.mjs")],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? "").length;
}

export const bundleSize: Check = {
  id: "bundle",
  group: "Size and start",
  title: "one call, bundled for the browser, gzipped",
  wanted: "small",
  tolerance: 0.02,
  async run(installed) {
    const cells = installed.map(async (one) => {
      const bytes = await bundleBytes(one);
      return [one.peer.id, { text: `${(bytes / 1024).toFixed(1)} KB`, score: bytes }] as const;
    });
    return Object.fromEntries(await Promise.all(cells));
  },
};

/** The places in the lock of a package and of all that it needs. */
export function closureOf(lock: Lock, names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
      const place = at ? `${at}/node_modules/${name}` : `node_modules/${name}`;
      const entry = lock.packages[place];
      if (entry) {
        if (found.has(place)) return;
        found.add(place);
        for (const next of Object.keys({
          ...entry.dependencies,
          ...entry.optionalDependencies,
          ...entry.peerDependencies,
        }))
          visit(next, place);
        return;
      }
      if (!at) return; // an optional one that was not installed
    }
  };
  for (const name of names) visit(name, "");
  return found;
}

export const installedPackages: Check = {
  id: "packages",
  group: "Size and start",
  title: "packages that come with it, and runtime dependencies that it names",
  wanted: "few",
  tolerance: 0,
  async run(installed) {
    return Object.fromEntries(
      installed.map(({ peer, lock }) => {
        const all = closureOf(lock, peer.packages).size;
        const direct = new Set(
          peer.packages.flatMap((name) =>
            Object.keys({
              ...lock.packages[`node_modules/${name}`]?.dependencies,
              ...lock.packages[`node_modules/${name}`]?.optionalDependencies,
            }),
          ),
        );
        return [peer.id, { text: `${all}, names ${direct.size}`, score: all }];
      }),
    );
  },
};
