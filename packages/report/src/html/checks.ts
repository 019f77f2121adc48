import { type Markup, markup } from "../markup.ts";
import { providerLabel, verdictOrder } from "../phrases.ts";
import { overlays } from "../render-overlay.ts";
import type { CheckRecord, RunRecord, Verdict } from "../run-record.ts";
import { renderCheck } from "./check-item.ts";
import { verdictBadge } from "./verdict-badge.ts";

const closed: ReadonlySet<Verdict> = new Set(["ok", "skipped"]);

/** The checks by verdict, violations first; the page's script shows the filters and does what they say. */
export function renderChecks(record: RunRecord): Markup {
  const { checks } = record;
  const verdicts = verdictOrder.filter((verdict) => checks.some((check) => check.verdict === verdict));
  const label = (provider: string) => providerLabel(provider, record.providers);
  return markup`<section id="checks"><h2>Checks</h2>
${checks.length === 0 && markup`<p class="hint">No check ran.</p>`}
${downloads(record)}
<form class="filters" hidden>
<label class="search">Search <input type="search" name="text" placeholder="a word of an id, a field, a message" autocomplete="off" spellcheck="false"></label>
${choices("Verdict", "verdict", checks, verdicts)}
${choices("Provider", "provider", checks, present(checks, "provider"), label)}
${choices("Layer", "layer", checks, present(checks, "layer"))}
<p class="hint"><output name="shown">${checks.length} checks</output> <button type="reset">Show all</button></p>
</form>
${verdicts.map((verdict) => group(record, verdict))}
</section>`;
}

function present(checks: readonly CheckRecord[], part: "provider" | "layer"): string[] {
  return [...new Set(checks.map((check) => check[part]))];
}

function choices(
  legend: string,
  part: "verdict" | "provider" | "layer",
  checks: readonly CheckRecord[],
  values: readonly string[],
  label = (value: string): string => value,
): Markup {
  const choice = (value: string, words: string, count: number) =>
    markup`<label><input type="radio" name="${part}" value="${value}"${value === "" && markup` checked`}><span>${words} <b>${count}</b></span></label>`;
  return markup`<fieldset><legend>${legend}</legend>${[
    choice("", "all", checks.length),
    ...values.map((value) => choice(value, label(value), checks.filter((check) => check[part] === value).length)),
  ]}</fieldset>`;
}

function group(record: RunRecord, verdict: Verdict): Markup {
  const open = !closed.has(verdict) && markup` open`;
  const items = record.checks.flatMap((check, at) =>
    check.verdict === verdict ? [renderCheck(check, at, record)] : [],
  );
  return markup`<details class="group" data-verdict="${verdict}"${open}><summary>${verdictBadge(verdict)}<span class="count">${items.length}</span></summary>
${items}</details>`;
}

function downloads(record: RunRecord): Markup | null {
  const documents = overlays(record);
  if (documents.length === 0) return null;
  const links = documents.map(({ file, text }) => {
    const source = `data:application/yaml;base64,${Buffer.from(text).toString("base64")}`;
    return markup` <a download="${file}" href="${source}">${file}</a>`;
  });
  return markup`<p class="hint">What the specs would have to say for this drift to be documented, as OpenAPI overlays:${links}</p>`;
}
