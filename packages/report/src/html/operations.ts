import { isOtherSize } from "../figures.ts";
import { type Markup, type MarkupValue, markup } from "../markup.ts";
import { type Noted, type OperationRow, operationRows, otherOutcome } from "../operation-rows.ts";
import { describeParity, providerLabel, verdictOrder } from "../phrases.ts";
import type { RunRecord, Verdict } from "../run-record.ts";
import { verdictBadge } from "./verdict-badge.ts";

const heads = ["Operation", "Outcome", "Latency", "Cost per generation", "Image size", "Parity", "Fixtures"];

/** The table per provider and operation; on a narrow screen each row is a card. */
export function renderOperations(record: RunRecord): Markup {
  const rows = operationRows(record);
  const groups = record.providers.map(({ id, displayName }) => {
    const other = otherOutcome(record, id);
    const spec = Object.keys(other).length > 0 && markup`<span class="spec">spec ${outcome(other)}</span>`;
    return markup`<tbody role="rowgroup">
<tr role="row" class="provider"><th role="rowheader" colspan="${heads.length}" scope="rowgroup"><span class="name">${providerLabel(id, record.providers)}</span> <small>${displayName}</small>${spec}</th></tr>
${rows.filter(({ provider }) => provider === id).map(renderRow)}
</tbody>`;
  });
  return markup`<section id="operations"><h2>Providers and operations</h2>
<div class="scroll"><table role="table" class="stacks operations"><thead role="rowgroup"><tr role="row">${heads.map(
    (head) => markup`<th role="columnheader" scope="col">${head}</th>`,
  )}</tr></thead>
${groups}</table></div></section>`;
}

function renderRow(row: OperationRow): Markup {
  const ran = row.generations > 0;
  const { recorded, documented, synthetic } = row.fixtures;
  const notRun = markup`<span class="note">not run</span>`;
  return markup`<tr role="row"><th role="rowheader" scope="row"><code>${breakable(row.operation)}</code><span class="note"><code>${row.method} ${breakable(row.path)}</code></span></th>${[
    cell("Outcome", outcome(row.outcome)),
    cell("Latency", [
      ran ? markup`<b>${row.latency}</b>` : notRun,
      row.claim === "none" ? ran && note("no claim documented") : note(`claim: ${row.claim}`),
    ]),
    cell("Cost", ran ? row.costs.map((cost) => noted(cost)) : notRun),
    cell(
      "Image size",
      row.sizes.length === 0
        ? markup`<span class="note">none</span>`
        : row.sizes.map((size) => noted(size, isOtherSize(size.note))),
    ),
    cell(
      "Parity",
      row.parity.length === 0
        ? note(ran ? "as asked" : "none")
        : row.parity.map((entry) => markup`<span class="lossy">${describeParity(entry)}</span>`),
    ),
    cell("Fixtures", note(`${recorded} recorded\u000a${documented} documented\u000a${synthetic} synthetic`)),
  ]}</tr>`;
}

const cell = (head: string, content: MarkupValue): Markup =>
  markup`<td role="cell" data-label="${head}"><div>${content}</div></td>`;

const note = (text: string, differs = false): Markup =>
  markup`<span class="note${differs && " differs"}">${text}</span>`;

const noted = ({ figures, note: words }: Noted, differs = false): Markup =>
  markup`${figures.map((figure) => markup`<b>${figure}</b>`)}${note(words, differs)}`;

const outcome = (counts: Partial<Record<Verdict, number>>): Markup[] =>
  verdictOrder.flatMap((verdict) => {
    const count = counts[verdict];
    return count === undefined ? [] : [verdictBadge(verdict, count)];
  });

/** Lets a long name break where a word begins. */
function breakable(name: string): MarkupValue[] {
  return name.split(/(?=[A-Z]|\/.)/).map((part, index) => (index === 0 ? part : markup`<wbr>${part}`));
}
