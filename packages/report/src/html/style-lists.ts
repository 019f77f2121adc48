/** Tables, which become cards on a narrow screen, and the list of checks. */
export const listStyle = `
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .75rem .625rem; text-align: left; vertical-align: top; font-weight: 400; }
tr > :first-child { padding-left: 1rem; }
tr > :last-child { padding-right: 1rem; }
td > div { overflow-wrap: break-word; }
td .note { white-space: pre-line; }
thead th { color: var(--soft); font-size: .8125rem; white-space: nowrap; padding-block: .625rem; }
tbody tr { border-top: 1px solid var(--line); }
.stacks tbody th { min-width: 14rem; }
.operations td:last-child .note { white-space: pre; }
.provider th { background: var(--sunken); padding-block: .5rem; }
.name { font-weight: 600; font-size: .9375rem; }
.provider small { margin-left: .375rem; }
.spec { float: right; color: var(--soft); display: flex; gap: .5rem; align-items: center; }
td b, td .lossy { display: block; }
td b { white-space: nowrap; }
.operations :is(td[data-label="Latency"], td[data-label="Image size"]) { min-width: 9.5rem; }
td .badge { margin: 0 .25rem .25rem 0; }

.filters { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: .25rem 0 1rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: .375rem; align-items: center; }
legend { float: left; color: var(--soft); font-size: .875rem; padding: 0; margin-right: .375rem; }
.filters label { position: relative; font-size: .875rem; cursor: pointer; }
.filters input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.filters label > span { display: block; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--surface); }
.filters input:checked + span { background: var(--ink); color: var(--ground); border-color: var(--ink); }
.filters input:focus-visible + span { outline: 3px solid var(--focus); outline-offset: 2px; }

.group { margin-top: .75rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); overflow: clip; }
summary { padding: .75rem 1.125rem; cursor: pointer; }
summary:focus-visible { outline-offset: -3px; }
.count { margin-left: .5rem; font-weight: 600; }
.check { padding: .875rem 1.125rem; border-top: 1px solid var(--line); display: grid; gap: .125rem 1.5rem; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
.check > * { grid-column: 1 / -1; }
.check > .check-id { grid-column: 1; font-weight: 600; }
.check > .check-title { grid-column: 2; font-size: .9375rem; }
.check .note, .check .reason { font-size: .8125rem; overflow-wrap: anywhere; white-space: normal; }
.check .reason { font-size: .875rem; }
.finding { margin-top: .625rem; padding-left: .875rem; border-left: 3px solid var(--line); font-size: .9375rem; }
.group[data-verdict="violation"] .finding { border-color: var(--bad); }
.group[data-verdict="drift"] .finding { border-color: var(--warn); }
.group[data-verdict="transport"] .finding, .group[data-verdict="harness"] .finding { border-color: var(--odd); }
.finding p code { font-weight: 600; margin-right: .375rem; }
.values { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .75rem; margin-top: .5rem; }
.values dt { color: var(--soft); font-size: .8125rem; }
pre { margin: 0; padding: .5rem .75rem; max-height: 24rem; overflow: auto; background: var(--sunken); border-radius: .5rem; white-space: pre-wrap; }

@media (max-width: 60rem) {
  .stacks thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacks, .stacks tbody, .stacks tr, .stacks th, .stacks td { display: block; }
  .stacks tbody th { min-width: 0; padding-bottom: .25rem; }
  .stacks tr > * { padding-inline: 1rem; }
  .stacks td { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: .5rem; padding-block: .25rem; }
  .stacks td:last-child { padding-bottom: .875rem; }
  .stacks td::before { content: attr(data-label); color: var(--soft); }
  .stacks tbody:first-of-type tr:first-child { border-top: 0; }
  .stacks .provider th { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .5rem; padding-block: .625rem; }
  .provider small { margin: 0; }
  .spec { float: none; margin-left: auto; }
  .operations :is(td[data-label="Latency"], td[data-label="Image size"]) { min-width: 0; }
  .stacks td b { white-space: normal; }
  .stacks td > div { overflow-wrap: anywhere; }
}
@media (max-width: 40rem) {
  .check { grid-template-columns: minmax(0, 1fr); }
  .check > .check-title { grid-column: 1; }
  .values { grid-template-columns: minmax(0, 1fr); }
}`;
