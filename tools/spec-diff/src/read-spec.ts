import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { git } from "./git.ts";
import { redoclyBundle } from "./redocly.ts";
import { SpecDiffInputError } from "./spec-diff-input-error.ts";

/** A bundled OpenAPI document. */
export type Spec = Readonly<Record<string, unknown>>;

/** The id of the provider that a spec is of. */
export function providerOf(spec: Spec): string | undefined {
  const { id } = asObject(asObject(spec.info)["x-provider"]);
  return typeof id === "string" ? id : undefined;
}

/**
 * Reads a spec from a file, from a folder with an `openapi.yaml`, or from git: `main:specs/novita`.
 *
 * @throws SpecDiffInputError where there is none, or it cannot be read
 */
export async function readSpec(given: string, from: string): Promise<Spec> {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-spec-"));
  try {
    const file = path.resolve(from, given);
    if (await stat(file).catch(() => undefined)) return await bundled(file, given, folder);
    const [, revision, inside] = /^([^:]+):(.+)$/.exec(given) ?? [];
    if (!revision || !inside) throw new SpecDiffInputError(`There is no spec at ${given}.`);
    return await bundled(await checkedOut(revision, inside, from, folder), given, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function checkedOut(revision: string, inside: string, from: string, folder: string): Promise<string> {
  await git(from, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]).catch(() => {
    throw new SpecDiffInputError(`git knows no revision ${revision}.`);
  });
  const root = (await git(from, ["rev-parse", "--show-toplevel"])).trim();
  // An endpoint's file refers to its neighbours, so the folder comes whole.
  const whole = /\.(ya?ml|json)$/.test(inside) ? path.posix.dirname(inside) : inside;
  const tar = path.join(folder, "tree.tar");
  await git(root, ["archive", "--format=tar", "--output", tar, revision, "--", whole]).catch(() => {
    throw new SpecDiffInputError(`There is no ${inside} in ${revision}.`);
  });
  await mkdir(path.join(folder, "tree"));
  await promisify(execFile)("tar", ["-xf", tar, "-C", path.join(folder, "tree")]);
  return path.join(folder, "tree", inside);
}

async function bundled(file: string, given: string, folder: string): Promise<Spec> {
  const isFolder = (await stat(file).catch(() => undefined))?.isDirectory() ?? false;
  const source = isFolder ? path.join(file, "openapi.yaml") : file;
  if (!(await stat(source).catch(() => undefined))?.isFile())
    throw new SpecDiffInputError(`There is no spec at ${given}.`);
  const target = path.join(folder, "bundled.json");
  if (!source.endsWith(".json"))
    await redoclyBundle(source, target).catch((error: unknown) => {
      const cause = error instanceof Error ? error.message : String(error);
      throw new SpecDiffInputError(`${given} cannot be read: ${cause.replaceAll(`${path.dirname(source)}/`, "")}`);
    });
  const text = await readFile(source.endsWith(".json") ? source : target, "utf8");
  const spec = parsed(text, given);
  if (isObject(spec) && typeof spec.openapi === "string") return spec;
  throw new SpecDiffInputError(`${given} is not valid OpenAPI document.`);
}

function parsed(text: string, given: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SpecDiffInputError(`${given} is not valid JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as a JSON object; an empty one where it is none. */
export function asObject(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}
