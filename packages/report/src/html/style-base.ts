/** Colours, type, heading and tables. Every pair of text and ground has a contrast of at least 4.5. */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f6f3, #14171a);
  --surface: light-dark(#ffffff, #1c2024);
  --sunken: light-dark(#ecece7, #101315);
  --ink: light-dark(#1b1f23, #e8eaec);
  --soft: light-dark(#565d66, #a3abb4);
  --line: light-dark(#dcdcd5, #32383e);
  --leaf: light-dark(#1d6b45, #7fd0a4);
  --focus: light-dark(#1f5fd0, #8db8ff);
  --blue: light-dark(#2c3e86, #b9c6ff);
  --blue-ground: light-dark(#e9edfb, #20284a);
  --ok: light-dark(#1b6338, #86d6a4);
  --ok-ground: light-dark(#e2f2e7, #173524);
  --bad: light-dark(#9c1f1b, #ffaea6);
  --bad-ground: light-dark(#fbe6e3, #45201e);
  --warn: light-dark(#714800, #f2c778);
  --warn-ground: light-dark(#faeed3, #3b2e12);
  --odd: light-dark(#5d3592, #d0b4f7);
  --odd-ground: light-dark(#efe7f9, #34264a);
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 3rem) 3rem; max-width: 96rem;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
p, h1, h2, h3, h4, dl, dd, ul, figure { margin: 0; padding: 0; }
ul { list-style: none; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; }
h2 { font-size: 1.375rem; margin: 3rem 0 .75rem; letter-spacing: -.01em; }
b { font-weight: 600; }
code, pre { font: .875em/1.5 var(--mono); overflow-wrap: anywhere; }
small { font-size: .8125rem; font-weight: 400; color: var(--soft); }
a { color: var(--leaf); text-underline-offset: .2em; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.hint, .when, .note, footer { color: var(--soft); font-size: .875rem; }
.note { display: block; white-space: pre-line; }
.differs, .lossy { color: var(--warn); }
.no-match { display: none; padding: 1rem 0; }

.top { display: flex; flex-wrap: wrap; gap: 1.5rem 3rem; align-items: end; justify-content: space-between; }
.brand { color: var(--leaf); font-weight: 600; }
h1 { margin: .25rem 0 .5rem; font-size: clamp(1.25rem, 1rem + 1.4vw, 1.75rem); font-weight: 500; }
.outcome { display: block; font-size: clamp(2.25rem, 1.6rem + 2.6vw, 3.25rem); font-weight: 700; letter-spacing: -.03em; line-height: 1.1; }
.outcome[data-outcome="passed"] { color: var(--ok); }
.outcome[data-outcome="failed"] { color: var(--bad); }
.outcome[data-outcome="inconclusive"] { color: var(--warn); }
.title { flex: 1 1 20rem; min-width: 0; }
.provenance { display: grid; grid-template-columns: repeat(3, auto); border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); }
.provenance div { padding: .75rem 1.375rem .875rem; display: grid; align-content: start; }
.provenance div + div { border-left: 1px solid var(--line); }
.provenance dt { order: 2; font-weight: 600; }
.provenance dd { display: contents; }
.provenance b { order: 1; font-size: 2.25rem; line-height: 1.2; letter-spacing: -.02em; }
.provenance span { order: 3; max-width: 8.5rem; color: var(--soft); font-size: .8125rem; line-height: 1.3; }

.emulated {
  margin: 1.75rem 0 0; padding: 1rem 1.375rem; border-radius: .75rem; border-left: .375rem solid var(--blue);
  background: var(--blue-ground); color: var(--blue);
  display: grid; grid-template-columns: auto 1fr; gap: .25rem 1.75rem; align-items: baseline;
}
.emulated strong { font-size: 1.125rem; white-space: nowrap; }
.emulated p { max-width: 85ch; }
nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin-top: 1.25rem; }
nav a { padding: .25rem 0; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }

.badge {
  display: inline-block; padding: .0625rem .5625rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600;
  white-space: nowrap; color: var(--soft); background: var(--sunken);
}
.badge[data-verdict="ok"] { color: var(--ok); background: var(--ok-ground); }
.badge[data-verdict="violation"] { color: var(--bad); background: var(--bad-ground); }
.badge[data-verdict="drift"] { color: var(--warn); background: var(--warn-ground); }
.badge[data-verdict="transport"], .badge[data-verdict="harness"] { color: var(--odd); background: var(--odd-ground); }

@media (max-width: 40rem) {
  body { padding-top: 1.5rem; }
  .provenance { grid-template-columns: repeat(3, 1fr); width: 100%; }
  .provenance div { padding: .75rem .75rem; }
  .provenance b { font-size: 1.75rem; }
  .provenance dt { font-size: .875rem; }
  .emulated { grid-template-columns: 1fr; padding: 1rem; }
}
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; background: #fff; }
  nav, .filters, .hint, .open { display: none; }
  .card, .check, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .badge, .emulated { print-color-adjust: exact; }
}`;
