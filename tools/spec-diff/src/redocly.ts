import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import type { Change } from "./spec-diff.ts";
import { SpecDiffInputError } from "./spec-diff-input-error.ts";

interface RedoclyDiff {
  readonly changes: readonly {
    readonly path: string;
    readonly typeName: string;
    readonly kind: string;
    readonly property?: string;
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
  return known.flatMap(({ path: location, verdicts, impact, kind, property, typeName }) =>
    verdicts.length > 0
      ? verdicts.map(({ ruleId, impact, message }) => ({ id: ruleId, location, bump: impact, message }))
      : [{ id: `${typeName}-${kind}`, location, bump: impact, message: `${property ?? typeName} was ${kind}.` }],
  );
}

/** Writes a spec and all that it refers to into one JSON file. */
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
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    const line = said.split("\n").find((line) => line.trim() !== "");
    throw new SpecDiffInputError(`The specs cannot be compared: ${line?.trim() ?? "Redocly says nothing"}`);
  }
}
