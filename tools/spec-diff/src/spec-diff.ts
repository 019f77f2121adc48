import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

/** How much a change asks of a version. */
export type Bump = "major" | "minor" | "patch" | "none";

/** What changed between two specs. */
export interface SpecDiff {
  /** The largest bump of all changes. */
  readonly bump: Bump;
  readonly changes: readonly Change[];
}

/** One change. */
export interface Change {
  /** The rule that rates it, e.g. `property-removed`. */
  readonly id: string;
  /** JSON pointer into the spec. */
  readonly location: string;
  readonly bump: Bump;
  /** One sentence. */
  readonly message: string;
}

/** A path that is no spec. */
export class SpecDiffInputError extends Error {
  override readonly name = "SpecDiffInputError";
}

interface RedoclyDiff {
  readonly bump?: Bump;
  readonly changes: readonly {
    readonly path: string;
    readonly typeName: string;
    readonly kind: string;
    readonly property?: string;
    readonly impact: Bump;
    readonly verdicts: readonly { readonly ruleId: string; readonly impact: Bump; readonly message: string }[];
  }[];
}

/**
 * Rates what changed between two specs, each a file or a folder with an `openapi.yaml`. Redocly's diff does the rating.
 *
 * @throws SpecDiffInputError where one of them cannot be read
 */
export async function specDiff(before: string, after: string): Promise<SpecDiff> {
  const [base, revision] = await Promise.all([specFile(before), specFile(after)]);
  const diff = await redoclyDiff(base, revision);
  return {
    bump: diff.bump ?? "none",
    changes: diff.changes.flatMap(({ path: location, verdicts, impact, kind, property, typeName }) =>
      verdicts.length > 0
        ? verdicts.map(({ ruleId, impact, message }) => ({ id: ruleId, location, bump: impact, message }))
        : [{ id: `${typeName}-${kind}`, location, bump: impact, message: `${property ?? typeName} was ${kind}.` }],
    ),
  };
}

async function specFile(given: string): Promise<string> {
  const found = await stat(given).catch(() => undefined);
  const file = found?.isDirectory() ? path.join(given, "openapi.yaml") : given;
  if (!(await stat(file).catch(() => undefined))?.isFile())
    throw new SpecDiffInputError(`There is no spec at ${given}.`);
  return file;
}

async function redoclyDiff(base: string, revision: string): Promise<RedoclyDiff> {
  const manifest = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  const command = path.join(path.dirname(manifest), "bin/cli.js");
  const environment = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  try {
    const args = [command, "diff", base, revision, "--format", "json", "--fail-on", "none"];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: environment, maxBuffer: 2 ** 28 });
    return JSON.parse(stdout);
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw new SpecDiffInputError(
      `The specs cannot be compared: ${said.trim().split("\n").find(Boolean) ?? "Redocly says nothing"}`,
    );
  }
}
