import { formatPrice } from "../figures.ts";
import { type Markup, markup } from "../markup.ts";
import { providerLabel } from "../phrases.ts";
import type { OperationRecord, ProviderRecord, RunRecord } from "../run-record.ts";

/** Where each price comes from, and when it was read. An unknown price says so. */
export function renderPrices(record: RunRecord): Markup {
  const rows = record.providers.flatMap((provider) =>
    provider.operations
      .filter(({ model, price }) => model !== undefined || price !== null)
      .map((operation) => renderRow(operation, provider, record)),
  );
  const heads = ["Operation", "Price", "Source", "Read on"];
  return markup`<section id="prices"><h2>Where the prices come from</h2>
${
  rows.length === 0
    ? markup`<p class="hint">No operation of this run has a price.</p>`
    : markup`<div class="scroll"><table role="table" class="stacks prices"><thead role="rowgroup"><tr role="row">${heads.map(
        (head) => markup`<th role="columnheader" scope="col">${head}</th>`,
      )}</tr></thead><tbody role="rowgroup">${rows}</tbody></table></div>`
}</section>`;
}

function renderRow({ operation, price }: OperationRecord, { id }: ProviderRecord, { providers }: RunRecord): Markup {
  return markup`<tr role="row"><th role="rowheader" scope="row"><span class="name">${providerLabel(id, providers)}</span><span class="note"><code>${operation}</code></span></th>
<td role="cell" data-label="Price"><div><b>${formatPrice(price)}</b></div></td>
<td role="cell" data-label="Source"><div>${price === null ? "no price documented by the provider" : source(price.source)}</div></td>
<td role="cell" data-label="Read on"><div>${price === null ? "–" : price.date}</div></td></tr>`;
}

function source(text: string): Markup {
  if (!/^https?:\/\/[^\s]+$/.test(text)) return markup`${text}`;
  return markup`<a href="${text}" rel="noopener noreferrer">${text.replace(/^https?:\/\//, "")}</a>`;
}
