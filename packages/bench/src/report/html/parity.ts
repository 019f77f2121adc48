import { type Markup, markup } from "@seedbed/report";
import type { ReportContext } from "../report-context.ts";
import { chip } from "./chip.ts";

const words: Record<string, string> = {
  exact: "as it is",
  mapped: "in other words",
  approximated: "the nearest there is",
  defaulted: "not asked for",
  dropped: "dropped",
  unchecked: "unchecked",
};

/** How each setting reached each model: what was measured is not quite the same request. */
export function renderParity({ models }: ReportContext): Markup {
  const settings = [...new Set(models.flatMap(({ parity }) => parity.map(({ setting }) => setting)))].filter(
    (setting) =>
      models.some(({ parity }) => parity.some((entry) => entry.setting === setting && entry.status !== "defaulted")),
  );
  return markup`<section id="parity"><h2>What was asked of each</h2>
<p class="hint">The same request is not the same everywhere. Settings that no one asked for are left out.</p>
${
  settings.length === 0
    ? markup`<p>Nothing but the prompt was asked for.</p>`
    : markup`<div class="cells"><table class="stack"><thead><tr><th scope="col">setting</th>${models.map((model) => markup`<th scope="col">${chip(model)}</th>`)}</tr></thead>
<tbody>${settings.map((setting) => markup`<tr><th scope="row">${setting}</th>${models.map((model) => cell(model, setting))}</tr>`)}</tbody></table></div>`
}</section>`;
}

function cell(model: ReportContext["models"][number], setting: string): Markup {
  const entry = model.parity.find((of) => of.setting === setting);
  if (entry === undefined) return markup`<td><span class="who">${chip(model)}</span>—</td>`;
  const lossy = entry.status === "approximated" || entry.status === "dropped" || entry.status === "unchecked";
  const sent = entry.sent === null ? null : markup`<code>${show(entry.sent)}</code>`;
  return markup`<td><span class="who">${chip(model)}</span><span>${sent} <small class="${lossy && "lossy"}">${words[entry.status] ?? entry.status}</small></span></td>`;
}

/** A value in words, also where the provider takes it in several fields: `aspect_ratio 16:9, size 2K`. */
function show(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${show(inner)}`)
    .join(", ");
}
