import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { factChanges } from "./fact-changes.ts";
import { providerOf, type Spec } from "./read-spec.ts";
import { redoclyChanges } from "./redocly.ts";
import { SpecDiffInputError } from "./spec-diff-input-error.ts";

/** How much a change asks of a version. */
export type Bump = "major" | "minor" | "patch" | "none";

/** One change. */
export interface Change {
  /** The rule that rates it, e.g. `property-removed`, or the fact: `x-price-changed`. */
  readonly id: string;
  /** JSON pointer into the bundled spec. */
  readonly location: string;
  readonly bump: Bump;
  /** One sentence. */
  readonly message: string;
}

/** What changed between two specs. */
export interface SpecDiff {
  /** The largest bump of all changes. */
  readonly bump: Bump;
  readonly changes: readonly Change[];
}

const order: readonly Bump[] = ["none", "patch", "minor", "major"];

/** The largest of them; `none` where there is none. */
export function largest(bumps: readonly Bump[]): Bump {
  return order[Math.max(0, ...bumps.map((bump) => order.indexOf(bump)))] ?? "none";
}

/**
 * Rates what changed between two bundled specs: Redocly's diff for what OpenAPI knows, our own rules for the `x-` facts.
 *
 * @throws SpecDiffInputError where they are of two providers, or Redocly cannot read one
 */
export async function specDiff(before: Spec, after: Spec): Promise<SpecDiff> {
  const [old, now] = [providerOf(before), providerOf(after)];
  if (old !== now)
    throw new SpecDiffInputError(
      `These are the specs of two providers, ${old ?? "one without a name"} and ${now ?? "one without a name"}.`,
    );
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-diff-"));
  try {
    const [base, revision] = [path.join(folder, "old.json"), path.join(folder, "new.json")];
    await Promise.all([writeFile(base, JSON.stringify(before)), writeFile(revision, JSON.stringify(after))]);
    const changes = [...(await redoclyChanges(base, revision)), ...factChanges(before, after)];
    return { bump: largest(changes.map(({ bump }) => bump)), changes };
  } finally {
    await rm(folder, { recursive: true });
  }
}
