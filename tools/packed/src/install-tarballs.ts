import { execFile } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs a program to its end, and gives its output. */
export const run = promisify(execFile);

/** The published clients: what they depend on is among them. */
export const clients = ["core", "ledger", "segmind", "3daistudio", "novita", "compare"];
/** What is published as ES modules alone, and runs on the Node of its libraries. */
export const others = ["report", "emulator", "ai-sdk", "conformance"];
/** Every package that is packed. */
export const published = [...clients, ...others, "cli"];

/** Packages as they would be published, in a folder outside the workspace. */
export interface Installed {
  readonly folder: string;
  /** Of each package, by its name without the scope. */
  readonly tarballs: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Packs packages and unpacks them where Node looks, without a registry. */
export async function installTarballs(names: readonly string[]): Promise<Installed> {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-packed-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    return { folder, tarballs: await unpackInto(folder, names), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** What this process has packed, which it does once: the tests that share it install the same packages. */
let all: Promise<string> | undefined;

/** Packs every package that a test installs. @returns the folder of the tarballs, which goes with the process */
async function packAll(): Promise<string> {
  const packed = await mkdtemp(path.join(tmpdir(), "seedbed-tarballs-"));
  process.once("exit", () => rmSync(packed, { recursive: true, force: true }));
  const filters = published.flatMap((name) => ["--filter", `@seedbed/${name}`]);
  await pnpm(["--recursive", ...filters, "pack", "--pack-destination", packed]);
  return packed;
}

async function unpackInto(folder: string, names: readonly string[]): Promise<Record<string, string>> {
  all ??= packAll();
  const packed = await all;
  const files = await readdir(packed);
  const found = names.map((name): [string, string] => {
    const file = files.find((each) => each.replace(/-\d+\.\d+\.\d+.*/, "") === `seedbed-${name}`);
    if (file === undefined) throw new Error(`${name} was not packed: ${files.join(", ")}`);
    return [name, path.join(packed, file)];
  });
  await Promise.all(found.map(([name, tarball]) => unpack(tarball, path.join(folder, "node_modules/@seedbed", name))));
  // What the clients depend on.
  await symlink(
    await realpath(path.join(root, "packages/core/node_modules/zod")),
    path.join(folder, "node_modules/zod"),
  );
  return Object.fromEntries(found);
}

async function unpack(tarball: string, home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  await run("tar", ["-xzf", tarball, "-C", home, "--strip-components=1"]);
  if (!existsSync(path.join(home, "dist")))
    throw new Error(`${tarball} holds nothing that is built: run \`pnpm build\`.`);
}

async function pnpm(args: readonly string[]): Promise<void> {
  const own = await run("pnpm", ["--version"], { cwd: tmpdir() }).then(
    () => true,
    () => false,
  );
  const options = { cwd: root, maxBuffer: 2 ** 26 };
  await (own ? run("pnpm", args, options) : run("npx", ["-y", "pnpm@12", ...args], options));
}
