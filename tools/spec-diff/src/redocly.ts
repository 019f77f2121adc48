import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { rateSchema } from "./rate-schema.ts";
import { type Change, largest } from "./spec-diff.ts";
import { SpecDiffInputError } from "./spec-diff-input-error.ts";

interface RedoclyDiff {
  readonly changes: readonly {
    readonly path: string;
    readonly typeName: string;
    readonly kind: string;
    readonly property?: string;
    readonly revision?: { readonly value?: unknown };
    readonly impact: Change["bump"];
    readonly verdicts: readonly {
      readonly ruleId: string;
      readonly impact: Change["bump"];
      readonly message: string;
    }[];
  }[];
}

/** What Redocly's diff finds between two files; it cannot rate `x-` facts, which `factChanges` does. */
export async function redoclyChanges(before: string, after: string): Promise<Change[]> {
  const { stdout } = await redocly(["diff", before, after, "--format", "json", "--fail-on", "none"]);
  const diff: RedoclyDiff = JSON.parse(stdout);
  const known = diff.changes.filter(
    ({ typeName, property }) => typeName !== "SpecExtension" && !property?.startsWith("x-"),
  );
  return known.flatMap(({ path: location, verdicts, impact, kind, property, typeName, revision }) => {
    if (verdicts.length > 0)
      return verdicts.map(({ ruleId, impact, message }) => ({ id: ruleId, location, bump: impact, message }));
    const isOptional = property === "required" && (typeName === "RequestBody" || typeName === "Parameter");
    const isUnrated = kind === "modified" && (typeName === "Schema" || isOptional);
    const own = isUnrated ? rateSchema({ path: location, property, now: revision?.value }) : "none";
    const message = `${property ?? typeName} was ${kind}.`;
    return [{ id: `${typeName}-${kind}`, location, bump: largest([impact, own]), message }];
  });
}

/**
 * Writes a spec and all that it refers to into one JSON file.
 *
 * @throws SpecDiffInputError with file, line and cause, where it cannot
 */
export async function redoclyBundle(from: string, to: string): Promise<void> {
  await redocly(["bundle", from, "--output", to, "--ext", "json"]);
}

async function redocly(args: readonly string[]): Promise<{ stdout: string }> {
  const manifest = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  const command = path.join(path.dirname(manifest), "bin/cli.js");
  const environment = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  try {
    return await promisify(execFile)(process.execPath, [command, ...args], { env: environment, maxBuffer: 2 ** 28 });
  } catch (error) {
    throw new SpecDiffInputError(saidBy(error instanceof Error && "stderr" in error ? String(error.stderr) : ""));
  }
}

/** What Redocly says of a file that it cannot read, on one line: a place and the cause, or the cause alone. */
export function saidBy(stderr: string): string {
  const [, file, line, cause] = /^\[1\] (.+?):(\d+):\d+ .*\n\n(.+?)(?: in ".+" \(\d+:\d+\))?$/m.exec(stderr) ?? [];
  if (file && line && cause) return `${path.basename(file)}:${line}: ${cause}`;
  const [, broken, at, brokenLine] = /^ *- (.+?)(?: in "(.+)" \((\d+):\d+\))?$/m.exec(stderr) ?? [];
  if (broken) return at ? `${path.basename(at)}:${brokenLine}: ${broken}` : broken;
  return (
    stderr
      .split("\n")
      .find((said) => said.trim() !== "")
      ?.trim() ?? "Redocly says nothing"
  );
}
