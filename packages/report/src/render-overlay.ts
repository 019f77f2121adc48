import { escapeJson } from "@seedbed/core";
import type { OverlayAction, RunRecord } from "./run-record.ts";

/**
 * What a provider's spec would have to say for the drift of this run to be documented, as an OpenAPI Overlay 1.0 document
 * in YAML; null where no drift was found that was not known beforehand.
 *
 * @param provider - its id, e.g. `segmind`
 */
export function renderOverlay(record: RunRecord, provider: string): string | null {
  const findings = record.checks
    .filter((check) => check.provider === provider)
    .flatMap((check) => check.findings.filter(({ known }) => known === undefined));
  const actions = new Map<string, OverlayAction>();
  for (const { overlay } of findings) if (overlay) actions.set(JSON.stringify(overlay), overlay);
  if (actions.size === 0) return null;
  const title = `What seedbed check saw of ${provider} and no document names`;
  // A JSON text is YAML: what a server said is quoted, whatever it is.
  const head = [
    "overlay: 1.0.0",
    "info:",
    `  title: ${JSON.stringify(title)}`,
    `  version: ${JSON.stringify(record.startedAt.slice(0, 10))}`,
  ];
  return escapeJson(`${[...head, "actions:", ...[...actions.values()].map(renderAction)].join("\n")}\n`);
}

/** One action of such a document. */
export function renderAction({ target, update }: OverlayAction): string {
  const indented = JSON.stringify(update, null, 2).replaceAll("\n", "\n      ");
  return `  - target: ${JSON.stringify(target)}\n    update:\n      ${indented}`;
}

/** The providers that such a document is for, each with its text. */
export function overlays(record: RunRecord): { provider: string; file: string; text: string }[] {
  const ids = [...new Set(record.checks.map(({ provider }) => provider))];
  return ids.flatMap((provider) => {
    const text = renderOverlay(record, provider);
    return text === null ? [] : [{ provider, file: `overlay-${provider}.yaml`, text }];
  });
}
