import { InputError } from "../input-error.ts";
import { lintSpec } from "../lint/lint.ts";
import type { CheckOptions } from "../run/check-options.ts";
import { createSpec, type Spec } from "../spec/create-spec.ts";
import type { Recorder } from "./notes.ts";
import { skipped } from "./skipped.ts";
import { timed } from "./timed.ts";

/** Lints each provider's spec, and gives it as a judge by the provider's id. */
export async function lintLayer(
  { providers, fixtures, specFolder, shippedSpec, onLayer }: CheckOptions,
  { done }: Recorder,
): Promise<Map<string, Spec>> {
  onLayer?.("lint", providers.length);
  const specs = new Map<string, Spec>();
  for (const { id } of providers) {
    const base = { id: `${id}/spec`, layer: "lint" as const, provider: id, title: "the spec and its examples hold" };
    if (specFolder === null) {
      specs.set(id, createSpec(await shippedSpec(id)));
      done({ ...base, ...skipped("the source of the specs is not here; the bundled one of the package is used") });
      continue;
    }
    const { value: linted, durationMs } = await timed(() => lintSpec(specFolder, id));
    const spec = createSpec(linted.document);
    const [first] = linted.findings;
    const isLost = (operation: string) => !spec.operations.some((described) => described.id === operation);
    // What a broken spec has lost is not a fault of a fixture.
    if (first && fixtures.some(({ provider, operation }) => provider === id && isLost(operation)))
      throw new InputError(`${linted.firstPlace ?? linted.file} breaks the spec of ${id}: ${first.message}.`);
    specs.set(id, spec);
    done({
      ...base,
      verdict: linted.findings.length > 0 ? "violation" : "ok",
      durationMs,
      file: `specs/${linted.file}`,
      findings: [...linted.findings],
    });
  }
  return specs;
}
