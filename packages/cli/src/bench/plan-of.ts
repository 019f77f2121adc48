import { readFileSync } from "node:fs";
import path from "node:path";
import { type Plan, type PlanSource, readSource, settlePlan, sourceOfFlags } from "@seedbed/bench";
import { refused } from "../flags/read-flag.ts";
import { providers } from "../gen/registry.gen.ts";
import { reasonOf } from "../terminal/reason-of.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type BenchFlags, documentOf, merged } from "./bench-flags.ts";

/**
 * The plan that the flags and their file make.
 *
 * @throws InvalidRequestError with file and line where the plan is wrong
 */
export function planOf(flags: BenchFlags, terminal: Terminal): Plan {
  const document = documentOf(flags);
  const name = flags.plan === undefined ? "bench" : path.basename(flags.plan).replace(/\.\w+$/, "");
  const seed = Math.floor(Math.random() * 2 ** 31);
  return settlePlan(sourceOf(flags, document, terminal), {
    providers,
    name: name.replaceAll(/[^\w.-]+/g, "-") || "bench",
    seed,
    cwd: flags.plan === undefined ? terminal.cwd : path.dirname(path.resolve(terminal.cwd, flags.plan)),
  });
}

function sourceOf({ plan }: BenchFlags, document: ReturnType<typeof documentOf>, terminal: Terminal): PlanSource {
  if (plan === undefined) return sourceOfFlags(document);
  let text: string;
  try {
    text = readFileSync(path.resolve(terminal.cwd, plan), "utf8");
  } catch (error) {
    throw refused("--plan", `${plan} cannot be read: ${reasonOf(error)}`);
  }
  const source = readSource(text, plan);
  return { ...source, data: merged(source.data, document) };
}
