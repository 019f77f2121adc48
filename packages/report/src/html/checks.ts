import { formatDuration } from "../figures.ts";
import { type Markup, type MarkupValue, markup } from "../markup.ts";
import { providerLabel, verdictOrder } from "../phrases.ts";
import type { CheckRecord, Finding, RunRecord, Verdict } from "../run-record.ts";
import { verdictBadge } from "./verdict-badge.ts";

const closed: ReadonlySet<Verdict> = new Set(["ok", "skipped"]);

/** The verdicts that occur, the gravest first. */
export function presentVerdicts(record: RunRecord): Verdict[] {
  return verdictOrder.filter((verdict) => record.checks.some((check) => check.verdict === verdict));
}

/** The providers that have checks, in the order of the record. */
export function presentProviders(record: RunRecord): string[] {
  return [...new Set(record.checks.map(({ provider }) => provider))];
}

/** The checks, violations first, filtered by radio buttons and style alone (see `filterStyle`). */
export function renderChecks(record: RunRecord): Markup {
  const verdicts = presentVerdicts(record);
  const providers = presentProviders(record);
  const count = (matches: (check: CheckRecord) => boolean) => record.checks.filter(matches).length;
  return markup`<section id="checks"><h2>Checks</h2>
${record.checks.length === 0 && markup`<p class="hint">No check ran.</p>`}
<div class="filters">
<fieldset><legend>Verdict</legend>${[
    choice("verdict", "all", "all", record.checks.length),
    ...verdicts.map((verdict) =>
      choice(
        "verdict",
        verdict,
        verdict,
        count((check) => check.verdict === verdict),
      ),
    ),
  ]}</fieldset>
<fieldset><legend>Provider</legend>${[
    choice("provider", "all", "all", record.checks.length),
    ...providers.map((provider, index) =>
      choice(
        "provider",
        String(index),
        providerLabel(provider, record.providers),
        count((check) => check.provider === provider),
      ),
    ),
  ]}</fieldset>
</div>
${verdicts.map((verdict) => group(record, verdict, providers))}
<p class="hint no-match">No check has this verdict at this provider.</p>
</section>`;
}

function choice(name: string, value: string, label: string, count: number): Markup {
  const checked = value === "all" && markup` checked`;
  return markup`<label><input type="radio" name="${name}" id="${name}-${value}"${checked}><span>${label} <b>${count}</b></span></label>`;
}

function group(record: RunRecord, verdict: Verdict, providers: readonly string[]): Markup {
  const checks = record.checks.filter((check) => check.verdict === verdict);
  const open = !closed.has(verdict) && markup` open`;
  return markup`<details class="group" data-verdict="${verdict}"${open}><summary>${verdictBadge(verdict)}<span class="count count-all">${checks.length}</span>${providers.map((provider, index) => markup`<span class="count count-${index}">${checks.filter((check) => check.provider === provider).length}</span>`)}</summary>
<ul>${checks.map((check) => markup`<li class="check" data-provider="${providers.indexOf(check.provider)}">${describeCheck(check, record)}</li>`)}</ul></details>`;
}

function describeCheck(check: CheckRecord, record: RunRecord): Markup {
  const origin = [
    check.layer,
    providerLabel(check.provider, record.providers),
    check.provenance,
    formatDuration(check.durationMs),
  ];
  return markup`<p class="check-id"><code>${check.id}</code></p><p class="check-title">${check.title}</p>
<p class="note">${origin.filter((part) => part !== undefined).join(" · ")}${check.file !== undefined && markup` · <code>${check.file}</code>`}</p>
${check.reason !== undefined && markup`<p class="reason">${check.reason}</p>`}${check.findings.map(describeFinding)}`;
}

function describeFinding(finding: Finding): Markup {
  const values = (["expected", "actual"] as const)
    .filter((key) => key in finding)
    .map((key): MarkupValue => markup`<div><dt>${key}</dt><dd><pre>${indented(finding[key])}</pre></dd></div>`);
  return markup`<div class="finding"><p><code>${finding.field}</code> ${finding.message}</p>${values.length > 0 && markup`<dl class="values">${values}</dl>`}</div>`;
}

const indented = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value, null, 2));
