import { type Markup, markup } from "../markup.ts";
import { providerLabel, verdictOrder } from "../phrases.ts";
import type { CheckRecord, RunRecord, StatementRecord } from "../run-record.ts";
import { verdictBadge } from "./verdict-badge.ts";

/** A check, with its place in the record. */
type Placed = CheckRecord & { at: number; statement: StatementRecord };

/** From each statement of the specs to the checks that rest on it: its evidence, its source, their verdicts. */
export function renderRequirements(record: RunRecord): Markup | null {
  const placed = record.checks.flatMap((check, at): Placed[] =>
    check.statement ? [{ ...check, at, statement: check.statement }] : [],
  );
  if (placed.length === 0) return null;
  const operations = Map.groupBy(placed, ({ provider, operation }) => `${provider} ${operation ?? ""}`);
  const statements = new Set(placed.map(keyOf));
  return markup`<section id="requirements"><h2>From requirement to evidence</h2>
<p class="hint">${statements.size} statements of the specs: how well each is known, where it stands, and what came of the checks that rest on it.</p>
${[...operations.values()].map((checks) => renderOperation(checks, record))}</section>`;
}

const keyOf = ({ provider, operation, statement }: Placed): string =>
  JSON.stringify([provider, operation, statement.text, statement.evidence, statement.source]);

function renderOperation(checks: readonly Placed[], record: RunRecord): Markup {
  const [first] = checks;
  const statements = [...Map.groupBy(checks, keyOf).values()];
  const badges = verdictOrder.flatMap((verdict) => {
    const count = checks.filter((check) => check.verdict === verdict).length;
    return count === 0 ? [] : [verdictBadge(verdict, count)];
  });
  return markup`<details class="group"><summary><span class="name">${first && providerLabel(first.provider, record.providers)}</span> <code>${first?.operation}</code> <small>${statements.length === 1 ? "1 statement" : `${statements.length} statements`}</small> ${badges}</summary>
<ul>${statements.map(renderStatement)}</ul></details>`;
}

function renderStatement(checks: readonly Placed[]): Markup | null {
  const [first] = checks;
  if (!first) return null;
  const { text, evidence, source } = first.statement;
  return markup`<li class="requirement"><p>${text}</p><p class="note">${evidence}${source !== null && `, ${source}`}</p><p class="links">${checks.map(
    ({ id, at, layer, verdict }) =>
      markup`<span><a href="#check-${at}">${layer} ${id.slice(id.lastIndexOf("/") + 1)}</a> ${verdictBadge(verdict)}</span> `,
  )}</p></li>`;
}
