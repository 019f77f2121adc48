import { access } from "node:fs/promises";
import path from "node:path";
import {
  bundle,
  createConfig,
  getLineColLocation,
  lint,
  loadConfig,
  type NormalizedProblem,
  YamlParseError,
} from "@redocly/openapi-core";
import type { Finding } from "@seedbed/report";
import { placeIn } from "../fixture/checked-json.ts";
import { InputError } from "../input-error.ts";

/** A linted spec. */
export interface LintedSpec {
  /** Provider id, e.g. `segmind`. */
  readonly provider: string;
  /** Relative to the folder of the specs. */
  readonly file: string;
  /** What was found; empty where all holds. */
  readonly findings: readonly Finding[];
  /** File and line of the first finding. */
  readonly firstPlace?: string;
  /** All files of the spec in one. */
  readonly document: unknown;
}

/**
 * Lints a provider's spec with Redocly, examples included, and bundles it.
 *
 * @throws InputError with file and line, where it cannot be read as a spec
 */
export async function lintSpec(folder: string, provider: string): Promise<LintedSpec> {
  const file = path.join(provider, "openapi.yaml");
  const ref = path.join(folder, file);
  await access(ref).catch(() => {
    throw new InputError(`There is no spec at ${ref}.`);
  });
  const document = await bundled(ref);
  const configPath = path.join(folder, "redocly.yaml");
  await access(configPath).catch(() => {
    throw new InputError(`The rules that specs are linted by, ${configPath}, cannot be read.`);
  });
  const config = await loadConfig({ configPath }).catch((error: unknown) =>
    refuse(error, configPath, "configuration of Redocly"),
  );
  const problems = await lint({ ref, config });
  const [first] = problems;
  return {
    provider,
    file,
    document,
    findings: problems.map(({ location, message, ruleId }) => {
      const [place] = location;
      const within = place ? `${path.relative(folder, place.source.absoluteRef)}${place.pointer ?? ""}` : file;
      return { field: within, message: `${message.trim()} (${ruleId})` };
    }),
    ...(first ? { firstPlace: placeOf(first, ref) } : {}),
  };
}

/** All files in one: where one is missing the rest is not a spec that anything could be held against. */
async function bundled(ref: string): Promise<unknown> {
  const result = await bundle({ ref, config: await createConfig({}) }).catch((error: unknown) =>
    refuse(error, ref, "OpenAPI description"),
  );
  const [broken] = result.problems.filter(({ severity }) => severity === "error");
  if (!broken) return result.bundle.parsed;
  const words = sentence(broken.message);
  const says = words.startsWith(unread)
    ? `is not valid YAML: ${words.slice(unread.length)}`
    : `refers to what is not there: ${words.replace(/^Can't resolve \$ref: /, "")}`;
  throw new InputError(`${placeOf(broken, ref)} ${says}.`);
}

const unread = "Failed to parse: ";

async function refuse(error: unknown, file: string, what: string): Promise<never> {
  const words = sentence(error instanceof Error ? error.message : String(error));
  if (error instanceof YamlParseError)
    throw new InputError(`${error.source.absoluteRef}:${error.line} is not valid YAML: ${words}.`);
  // The version is what a description is told by.
  throw new InputError(`${await placeIn(file, ["openapi"])} is not a valid ${what}: ${words}.`);
}

/** What Redocly says, without the place, which is told before it. */
function sentence(message: string): string {
  const [first = ""] = message.split("\n");
  return first.replace(/ in ".*" \(\d+:\d+\)$/, "").replace(/\.$/, "");
}

function placeOf({ location: [place] }: NormalizedProblem, ref: string): string {
  return place ? `${place.source.absoluteRef}:${getLineColLocation(place).start.line}` : ref;
}
