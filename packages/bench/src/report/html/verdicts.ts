import { type Markup, markup } from "@seedbed/report";
import { describeDrift, type ReportContext, summaryOf, verdictsOf } from "../report-context.ts";

/** What the run shows, first and in sentences; of an emulated run, why it shows nothing. */
export function renderVerdicts(context: ReportContext): Markup {
  const { summary, models, votes, record } = context;
  const sentences = verdictsOf(context);
  const drifts = models.flatMap(({ model, name }) => {
    const drift = summaryOf(summary, model)?.drift;
    return drift ? [describeDrift(name, drift)] : [];
  });
  const cast = votes.reduce((sum, of) => sum + of.votes, 0);
  return markup`<section id="verdicts"><h2>${sentences.length === 0 ? "No verdict" : "Verdicts"}</h2>
${
  sentences.length === 0
    ? markup`<p class="verdict none">${summary.noVerdict ?? "Nothing was compared."}</p>`
    : markup`<ul class="verdicts">${sentences.map((sentence) => markup`<li class="verdict ${/^Not shown/.test(sentence) ? "open-question" : "shown"}">${sentence}</li>`)}</ul>`
}
${cast > 0 && markup`<p class="hint">${cast} blind votes were read${record.emulated && "; of an emulator’s images they give no verdict"}.</p>`}
${drifts.length > 0 && markup`<h3>Against the providers’ own word</h3><ul class="drifts">${drifts.map((text) => markup`<li>${text}</li>`)}</ul>`}
</section>`;
}
