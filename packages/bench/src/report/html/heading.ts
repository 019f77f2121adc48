import { formatDuration, type Markup, markup } from "@seedbed/report";
import { amount } from "../../statistics/pair-verdict.ts";
import { emulatedNotice, type ReportContext } from "../report-context.ts";

/** What was run, when, and what it cost. */
export function renderHeading({ record, summary }: ReportContext): Markup {
  const { name, startedAt, durationMs, attempts, models, emulated, timeScale } = record;
  const blocks = new Set(attempts.map(({ block }) => block)).size;
  const facts = [
    [`${blocks}`, "blocks", "of one prompt, all models in random order"],
    [`${models.length}`, "models", "paired block by block"],
    [
      `${attempts.filter(({ outcome }) => outcome !== "not-sent").length.toLocaleString("en")}`,
      "attempts",
      `in ${formatDuration(durationMs)}`,
    ],
  ];
  return markup`<header class="top">
<div class="title"><p class="brand">Seedbed benchmark</p><h1>${name}</h1>
<p class="when">${startedAt.slice(0, 16).replace("T", " ")} UTC · ${schedule(record)} · seed ${record.seed}${timeScale !== 1 && ` · ${timeScale} times real time`}</p>
${spending(record)}</div>
<dl class="provenance">${facts.map(([figure, title, note]) => markup`<div><dt>${title}</dt><dd><b>${figure}</b><span>${note}</span></dd></div>`)}</dl>
</header>
${emulated && markup`<aside class="emulated"><strong>Emulated run</strong><p>${emulatedNotice}</p></aside>`}
${!emulated && summary.interim && markup`<aside class="interim"><strong>Unfinished run</strong><p>${record.stopped ?? summary.noVerdict}</p></aside>`}`;
}

function schedule({ schedule }: ReportContext["record"]): string {
  if (schedule.kind === "closed") return `${schedule.inFlight ?? 1} in flight`;
  return `${schedule.kind === "poisson" ? "Poisson" : "constant"} arrivals, ${schedule.perMinute ?? "?"} a minute`;
}

function spending({ spent, emulated }: ReportContext["record"]): Markup {
  const told = spent
    .filter(({ worst, budget }) => worst > 0 || budget !== null)
    .map(({ currency, confirmed, worst, budget }) => {
      const unit = currency === "USD" ? "USD" : "credits";
      const paid =
        confirmed === worst
          ? amount(worst, unit)
          : `${amount(confirmed, unit)} confirmed, ${amount(worst, unit)} at worst`;
      return budget === null ? paid : `${paid}, of a budget of ${amount(budget, unit)}`;
    });
  const verb = emulated ? "Emulated spending" : "Spent";
  return markup`<p class="when">${verb}: ${told.length === 0 ? "unknown" : told.join("; ")}</p>`;
}
