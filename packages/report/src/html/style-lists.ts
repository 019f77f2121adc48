/** Tables, which become cards on a narrow screen. */
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
}`;
