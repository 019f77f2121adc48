import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { nearMiss } from "@seedbed/core";
import type { PlannedPrompt } from "./plan.ts";
import { type PlanSource, readSource } from "./plan-source.ts";

const folder = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@seedbed/bench/package.json")),
  "prompts",
);

/** The names of the prompt suites that come with the package. */
export function promptSuites(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length))
    .sort();
}

/**
 * The prompts of a plan: given there, of a suite by its name, or of a YAML file.
 *
 * @throws InvalidRequestError where there is no such suite or file, or a prompt is named twice
 */
export function readPrompts(
  given: string | readonly (string | PlannedPrompt)[],
  source: PlanSource,
  cwd: string,
): PlannedPrompt[] {
  if (typeof given !== "string") return named(given, source, ["prompts"]);
  const suites = promptSuites();
  const isSuite = suites.includes(given);
  if (!isSuite && !/\.ya?ml$/.test(given)) {
    const how = `name one of ${suites.join(", ")}, a .yaml file, or list them`;
    throw source.refuse(["prompts"], `there is no prompt suite "${given}"${nearMiss(given, suites)}; ${how}`);
  }
  const file = isSuite ? path.join(folder, `${given}.yaml`) : path.resolve(cwd, given);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw source.refuse(["prompts"], `the prompts ${given} cannot be read`);
  }
  const suite = readSource(text, given);
  if (!Array.isArray(suite.data) || suite.data.length === 0) throw suite.refuse([], "a prompt suite is a list");
  return named(suite.data, suite, []);
}

/** Prompts without an id are named by their place, so that cells keep their names over resumes. */
function named(list: readonly unknown[], source: PlanSource, at: readonly string[]): PlannedPrompt[] {
  const seen = new Set<string>();
  return list.map((item, index) => {
    const entry =
      typeof item === "string" ? { id: `prompt-${index + 1}`, prompt: item } : (item as Partial<PlannedPrompt> | null); // looked at below
    const { id, prompt } = entry ?? {};
    if (typeof id !== "string" || !/^[\w][\w.-]{0,63}$/.test(id) || typeof prompt !== "string" || !prompt.trim())
      throw source.refuse([...at, index], "a prompt is a text, or an id (letters, digits, . _ -) with a prompt");
    if (seen.has(id)) throw source.refuse([...at, index], `the prompt id "${id}" stands twice`);
    seen.add(id);
    return { id, prompt };
  });
}
