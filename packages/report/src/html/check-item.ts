import { formatDuration } from "../figures.ts";
import { type Markup, type MarkupValue, markup } from "../markup.ts";
import { providerLabel } from "../phrases.ts";
import { renderAction } from "../render-overlay.ts";
import type { CheckRecord, Finding, Layer, RunRecord } from "../run-record.ts";
import { renderCopyable } from "./command.ts";
import { renderExchanges } from "./exchanges.ts";
import { verdictBadge } from "./verdict-badge.ts";

/** Layers whose checks can be run alone by their id; those of recorded traffic need its file too. */
const runnable: ReadonlySet<Layer> = new Set(["replay", "client", "server", "smoke"]);

/** One check: its name and verdict, and folded into it all that is known of it. */
export function renderCheck(check: CheckRecord, at: number, record: RunRecord): Markup {
  const { id, title, verdict, layer, provider } = check;
  const open = verdict !== "ok" && verdict !== "skipped" && markup` open`;
  return markup`<details class="check" id="check-${at}" data-verdict="${verdict}" data-layer="${layer}" data-provider="${provider}"${open}><summary><code>${id}</code><span>${title}</span>${verdictBadge(verdict)}</summary><div class="body">
${origin(check, record)}${check.reason !== undefined && markup`<p>${check.reason}</p>`}${check.warning !== undefined && markup`<p class="lossy">${check.warning}</p>`}${statement(check)}${check.findings.map(describeFinding)}${renderExchanges(check)}${commands(check)}
</div></details>`;
}

function origin({ layer, provider, provenance, date, durationMs, file, line }: CheckRecord, record: RunRecord): Markup {
  const verb = provenance === "recorded" ? "recorded" : "read";
  const dated = date === undefined ? undefined : provenance === "synthetic" ? `made on ${date}` : `${verb} on ${date}`;
  const parts = [layer, providerLabel(provider, record.providers), provenance, dated, formatDuration(durationMs)];
  const place = file === undefined ? null : line === undefined ? file : `${file}:${line}`;
  return markup`<p class="note">${parts.filter((part) => part !== undefined).join(" · ")}${place !== null && markup` · <code>${place}</code>`}</p>`;
}

function statement({ statement }: CheckRecord): Markup | null {
  if (!statement) return null;
  const { text, evidence, source } = statement;
  return markup`<p class="statement"><q>${text}</q> <small>${evidence}${source !== null && `, ${source}`}</small></p>`;
}

function describeFinding(finding: Finding): Markup {
  const values = (["expected", "actual"] as const)
    .filter((key) => key in finding)
    .map((key): MarkupValue => markup`<div><dt>${key}</dt><dd><pre>${indented(finding[key])}</pre></dd></div>`);
  return markup`<div class="finding"><p>${finding.field !== "" && markup`<code>${finding.field}</code> `}${finding.message}${finding.known !== undefined && markup` <small>known: ${finding.known}</small>`}</p>${values.length > 0 && markup`<dl class="values">${values}</dl>`}${finding.overlay && markup`<p class="side">Proposed for the spec</p>${renderCopyable(`actions:\n${renderAction(finding.overlay)}`, "the action of an overlay")}`}</div>`;
}

const indented = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value, null, 2));

function commands({ curl, id, layer }: CheckRecord): MarkupValue {
  return [
    runnable.has(layer) && renderCopyable(`seedbed check --case '${id}'`, "the command that runs it alone"),
    curl !== undefined && renderCopyable(curl, "its request for a shell"),
  ];
}
