import { access } from "node:fs/promises";
import path from "node:path";
import { bundle, createConfig, lint, loadConfig } from "@redocly/openapi-core";
import type { Finding } from "@seedbed/report";
import { InputError } from "./input-error.ts";

/** A linted spec. */
export interface LintedSpec {
  /** Provider id, e.g. `segmind`. */
  readonly provider: string;
  /** Relative to the folder of the specs. */
  readonly file: string;
  /** What was found; empty where all holds. */
  readonly findings: readonly Finding[];
  /** All files of the spec in one. */
  readonly document: unknown;
}

/** Lints a provider's spec with Redocly, examples included, and bundles it. */
export async function lintSpec(folder: string, provider: string): Promise<LintedSpec> {
  const file = path.join(provider, "openapi.yaml");
  const ref = path.join(folder, file);
  await access(ref).catch(() => {
    throw new InputError(`There is no spec at ${ref}.`);
  });
  const configPath = path.join(folder, "redocly.yaml");
  const problems = await lint({ ref, config: await loadConfig({ configPath }) });
  const { bundle: bundled } = await bundle({ ref, config: await createConfig({}) });
  return {
    provider,
    file,
    document: bundled.parsed,
    findings: problems.map(({ location, message, ruleId }) => {
      const [place] = location;
      const within = place ? `${path.relative(folder, place.source.absoluteRef)}${place.pointer ?? ""}` : file;
      return { field: within, message: `${message.trim()} (${ruleId})` };
    }),
  };
}
