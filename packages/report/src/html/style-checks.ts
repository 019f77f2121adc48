/** The filters, the checks, and the requirements that they rest on. */
export const checkStyle = `
.filters:not([hidden]) { display: grid; gap: .75rem; margin: .25rem 0 1rem; }
.filters fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: .375rem; align-items: center; }
legend { float: left; color: var(--soft); font-size: .875rem; padding: 0; margin-right: .375rem; min-width: 4rem; }
.filters fieldset label { position: relative; font-size: .875rem; cursor: pointer; }
.filters [type="radio"] { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.filters label > span { display: block; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--surface); }
.filters input:checked + span { background: var(--ink); color: var(--ground); border-color: var(--ink); }
.filters input:focus-visible + span { outline: 3px solid var(--focus); outline-offset: 2px; }
.search { display: flex; align-items: center; gap: .375rem; color: var(--soft); font-size: .875rem; }
.search input { flex: 1; min-width: 0; max-width: 32rem; font: inherit; font-size: 1rem; padding: .375rem .75rem; color: var(--ink); background: var(--surface); border: 1px solid var(--soft); border-radius: .5rem; }
.search input::placeholder { color: var(--soft); opacity: 1; }
.filters .hint { display: flex; align-items: center; gap: 1rem; }
button[type="reset"], [data-copy] { font: inherit; font-size: .8125rem; padding: .1875rem .75rem; color: var(--ink); background: var(--surface); border: 1px solid var(--soft); border-radius: 2rem; cursor: pointer; }

.group { margin-top: .75rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); overflow: clip; }
summary { padding: .75rem 1.125rem; cursor: pointer; }
summary:focus-visible { outline-offset: -3px; }
.group > summary code { overflow-wrap: anywhere; }
.count { margin-left: .5rem; font-weight: 600; }
.check { border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 2.75rem; }
.check > summary { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto; gap: .125rem 1.5rem; padding: .5625rem 1.125rem; align-items: baseline; }
.check > summary code { font-weight: 600; }
.check > summary > span:not(.badge) { font-size: .9375rem; }
.check > summary::before { content: none; }
.check > summary:hover { background: var(--sunken); }
.check .body { display: grid; grid-template-columns: minmax(0, 1fr); gap: .625rem; padding: .25rem 1.125rem 1.125rem; font-size: .9375rem; }
.check .note { font-size: .8125rem; overflow-wrap: anywhere; white-space: normal; }
.statement { max-width: 90ch; }
.finding { padding-left: .875rem; border-left: 3px solid var(--line); }
.check[data-verdict="violation"] .finding { border-color: var(--bad); }
.check[data-verdict="drift"] .finding { border-color: var(--warn); }
.check:is([data-verdict="transport"], [data-verdict="harness"]) .finding { border-color: var(--odd); }
.finding p code { font-weight: 600; margin-right: .375rem; }
.values, .exchange { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .75rem; margin-top: .5rem; }
.values dt, .side { color: var(--soft); font-size: .8125rem; }
.finding .side { margin-top: .5rem; }
pre { margin: 0; padding: .5rem .75rem; max-height: 24rem; overflow: auto; background: var(--sunken); border-radius: .5rem; white-space: pre-wrap; }
mark { display: block; margin: 0 -.75rem; padding: 0 .75rem; color: var(--bad); background: var(--bad-ground); box-shadow: inset .1875rem 0 var(--bad); }
mark[data-kind="drift"] { color: var(--warn); background: var(--warn-ground); box-shadow: inset .1875rem 0 var(--warn); }
mark[data-kind="known"] { color: var(--blue); background: var(--blue-ground); box-shadow: inset .1875rem 0 var(--blue); }
.command { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .5rem; align-items: start; }
.command pre { max-height: 12rem; }
html:not([data-script]) [data-copy] { display: none; }

.requirement { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 1.25fr) minmax(0, 3fr); gap: .25rem 1.5rem; padding: .625rem 1.125rem; border-top: 1px solid var(--line); font-size: .9375rem; }
.requirement p { overflow-wrap: anywhere; }
.links { display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: baseline; font-size: .875rem; }
.links span:has(a) { display: inline-flex; gap: .375rem; align-items: baseline; margin-right: .5rem; }
#requirements .group { margin-top: .375rem; }

@media (max-width: 40rem) {
  .check > summary { grid-template-columns: minmax(0, 1fr) auto; }
  .check > summary > span:not(.badge) { grid-row: 2; grid-column: 1 / -1; }
  .values, .exchange, .requirement, .command { grid-template-columns: minmax(0, 1fr); }
  .command { justify-items: start; }
  .command pre { width: 100%; }
}`;
