import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Peer } from "./peer.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A peer that stands ready in a folder of its own. */
export interface Installed {
  readonly peer: Peer;
  readonly folder: string;
  /** Of what the user installs, e.g. `{ openai: "7.1.0" }`. */
  readonly versions: Readonly<Record<string, string>>;
  /** What npm wrote about every package that came with it. */
  readonly lock: Lock;
}

/** As much of a package-lock.json as is read. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** What our checks need beside the client itself. */
const ownPackages = ["core", "segmind", "3daistudio", "compare"];

/** Installs the current release of a peer with npm, or ours as it would be published; the folder is the caller's to remove. */
export async function install(peer: Peer, lab: string): Promise<Installed> {
  const folder = path.join(lab, peer.id);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const wanted =
    peer.id === "ours" ? await pack(path.join(lab, "tarballs")) : peer.packages.map((name) => `${name}@latest`);
  const args = [
    "install",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--loglevel=error",
    "--save-exact",
    ...wanted,
  ];
  await run("npm", args, { cwd: folder }).catch(explain(`npm could not install ${peer.label}`));
  await writeFile(path.join(folder, "load.mjs"), "export const load = (name) => import(name);\n");
  await writeFile(path.join(folder, "program.mjs"), peer.program);
  await copyFile(path.join(root, "packages/segmind/src/gen/types.gen.ts"), path.join(folder, "paths.ts"));
  const lock: Lock = JSON.parse(await readFile(path.join(folder, "package-lock.json"), "utf8"));
  const versions = Object.fromEntries(
    peer.packages.map((name) => [name, lock.packages[`node_modules/${name}`]?.version ?? "unknown"]),
  );
  return { peer, folder, versions, lock };
}

/** Packs our built packages as they would be published. */
async function pack(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const own = await run("pnpm", ["--version"], { cwd: tmpdir() }).then(
    () => true,
    () => false,
  );
  const filters = ownPackages.flatMap((name) => ["--filter", `@seedbed/${name}`]);
  const args = [...filters, "pack", "--pack-destination", folder];
  const packing = own ? run("pnpm", args, { cwd: root }) : run("npx", ["-y", "pnpm@12", ...args], { cwd: root });
  await packing.catch(explain("pnpm could not pack our packages"));
  return (await readdir(folder)).map((name) => path.join(folder, name));
}

/** Of all that npm prints, the line that says why. */
function explain(what: string): (error: { stderr?: string; message?: string }) => never {
  return (error) => {
    const [why = error.message] = /(?<=npm error )\w+Error: .*/.exec(error.stderr ?? "") ?? [];
    throw new Error(`${what}: ${why}`, { cause: error });
  };
}
