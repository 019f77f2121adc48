import { type Markup, type MarkupValue, markup } from "../markup.ts";
import { providerLabel, verdictOrder } from "../phrases.ts";
import type { CheckRecord, Layer, ProviderRecord, RunRecord } from "../run-record.ts";
import { verdictBadge } from "./verdict-badge.ts";

const heads: Partial<Record<Layer, string>> = {
  replay: "Fixtures",
  har: "Recorded traffic",
  client: "Client, by its spec",
  server: "Server, by its spec",
  smoke: "Generations",
};

/** Each operation on each layer: what came of it, what it rests on, and of when that is. */
export function renderMatrix(record: RunRecord): Markup | null {
  const layers = (Object.keys(heads) as Layer[]).filter((layer) =>
    record.checks.some((check) => check.layer === layer),
  ); // its own keys
  if (layers.length === 0) return null;
  const columns = ["Operation", ...layers.map((layer) => heads[layer] ?? layer)];
  return markup`<section id="matrix"><h2>What was checked where, and of when it is</h2>
<div class="scroll"><table role="table" class="stacks matrix"><thead role="rowgroup"><tr role="row">${columns.map(
    (head) => markup`<th role="columnheader" scope="col">${head}</th>`,
  )}</tr></thead>
${record.providers.map((provider) => renderProvider(provider, layers, record))}</table></div></section>`;
}

function renderProvider(provider: ProviderRecord, layers: readonly Layer[], record: RunRecord): Markup {
  const rows = provider.operations.map(({ operation }) => {
    const own = record.checks.filter((check) => check.provider === provider.id && check.operation === operation);
    const cells = layers.map((layer) => {
      const checks = own.filter((check) => check.layer === layer);
      return markup`<td role="cell" data-label="${heads[layer] ?? layer}"><div>${cellOf(checks, layer, provider, record)}</div></td>`;
    });
    return markup`<tr role="row"><th role="rowheader" scope="row"><code>${operation}</code></th>${cells}</tr>`;
  });
  return markup`<tbody role="rowgroup"><tr role="row" class="provider"><th role="rowheader" colspan="${layers.length + 1}" scope="rowgroup"><span class="name">${providerLabel(provider.id, record.providers)}</span></th></tr>${rows}</tbody>`;
}

function cellOf(
  checks: readonly CheckRecord[],
  layer: Layer,
  provider: ProviderRecord,
  record: RunRecord,
): MarkupValue {
  if (checks.length === 0) return markup`<span class="note">–</span>`;
  const badges = verdictOrder.flatMap((verdict) => {
    const count = checks.filter((check) => check.verdict === verdict).length;
    return count === 0 ? [] : [verdictBadge(verdict, count)];
  });
  return [badges, markup`<span class="note">${restsOn(checks, layer, provider, record)}</span>`];
}

/** What the checks of a cell rest on, with its days. */
function restsOn(checks: readonly CheckRecord[], layer: Layer, provider: ProviderRecord, record: RunRecord): string {
  if (layer === "replay") {
    const kinds = (["recorded", "documented", "synthetic"] as const).flatMap((kind) => {
      const own = checks.filter(({ provenance }) => provenance === kind);
      return own.length === 0 ? [] : [`${own.length} ${kind}, ${days(own)}`];
    });
    return kinds.join("\n");
  }
  const today = record.startedAt.slice(0, 10);
  if (layer === "server" || layer === "smoke") {
    if (checks.every(({ verdict }) => verdict === "skipped")) return "not asked";
    return provider.emulated ? "emulated" : `live, ${today}`;
  }
  const sources = [...new Set(checks.flatMap(({ statement }) => (statement ? [statement.evidence] : [])))];
  return sources.length === 0 ? "" : `rests on: ${sources.join(", ")}`;
}

function days(checks: readonly CheckRecord[]): string {
  const dates = checks.flatMap(({ date }) => (date === undefined ? [] : [date])).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return "of no known day";
  return first === last ? first : `${first} to ${last}`;
}
