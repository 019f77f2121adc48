/** Verdicts, tables and charts. */
export const figureStyle = `
:root {
  --m0: light-dark(#1f5fd0, #8db8ff); --m1: light-dark(#a84a12, #f2a56b); --m2: light-dark(#177245, #7fd0a4);
  --m3: light-dark(#7b3fa8, #d0b4f7); --m4: light-dark(#a01f5b, #ff9ec4); --m5: light-dark(#5b6300, #cdd97a);
  --p0: light-dark(#8a97a6, #6d7987); --p1: light-dark(#e0a63a, #c98d1f); --p2: light-dark(#2f6f9f, #5b9fd0); --p3: light-dark(#4aa37c, #3f8f6b);
}
.m0 { --own: var(--m0); } .m1 { --own: var(--m1); } .m2 { --own: var(--m2); } .m3 { --own: var(--m3); } .m4 { --own: var(--m4); } .m5 { --own: var(--m5); }
section { margin-top: 3.5rem; }
section > h2 { margin-top: 0; }
.hint { max-width: 80ch; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
.chip { display: inline-flex; align-items: center; gap: .4375rem; font-weight: 600; overflow-wrap: anywhere; }
.chip i { flex: none; display: inline-grid; place-items: center; min-width: 1.375rem; height: 1.375rem; padding: 0 .25rem; border-radius: .375rem; background: var(--own); color: var(--surface); font-style: normal; font-size: .8125rem; }
.chip span { font-weight: 400; color: var(--soft); font-size: .875rem; }
.verdicts { display: grid; gap: .75rem; }
.verdict { padding: 1rem 1.375rem; border-radius: .75rem; background: var(--surface); border: 1px solid var(--line); border-left: .375rem solid var(--line); font-size: 1.125rem; line-height: 1.45; text-wrap: pretty; max-width: 78rem; }
.verdict.shown { border-left-color: var(--ok); }
.verdict.none { color: var(--soft); font-size: 1rem; }
.drifts { display: grid; gap: .375rem; }
.interim { margin: 1.75rem 0 0; padding: 1rem 1.375rem; border-radius: .75rem; background: var(--warn-ground); color: var(--warn); border-left: .375rem solid var(--warn); }
.cells { margin-top: 1rem; background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; overflow: clip; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .75rem 1rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { font-size: .875rem; font-weight: 600; color: var(--soft); }
td b, td small { display: block; white-space: nowrap; }
td code + small { margin-left: .375rem; }
.stack td small { display: inline; white-space: normal; }
.missing-figure { color: var(--soft); font-weight: 400; }
small.lossy { color: var(--warn); }
.who { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: .375rem 1.25rem; margin: .75rem 0 0; font-size: .875rem; }
.legend li { display: inline-flex; align-items: center; gap: .5rem; }
.swatch { width: 1rem; height: 1rem; border-radius: .25rem; }
.swatch.p0 { background: var(--p0); } .swatch.p1 { background: var(--p1); } .swatch.p2 { background: var(--p2); } .swatch.p3 { background: var(--p3); }
.swatch.p4 { border: 1px solid var(--soft); background: repeating-linear-gradient(45deg, transparent 0 3px, var(--soft) 3px 4px); }
.chart { margin-top: .75rem; padding: 1.25rem 1.25rem .75rem; background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; }
.drawing { max-width: 60rem; margin: 0 auto; }
.drawing svg { display: block; width: 100%; height: auto; overflow: visible; font-family: inherit; }
.drawing text { white-space: pre; }
.drawing.narrow { display: none; }
.pair-of-charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1rem; }
/* Half a page is as wide as a phone. */
.pair-of-charts:has(.chart + .chart) .wide { display: none; }
.pair-of-charts:has(.chart + .chart) .narrow { display: block; max-width: 28rem; }
.chart + .hint { margin-top: 1rem; }
.absent { margin-top: .75rem; font-size: .9375rem; }
.absent .chip { margin-right: .25rem; }
.outcomes { display: grid; gap: .5rem; margin-top: 1rem; font-size: .9375rem; }
.outcomes li { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; }
.hatching { position: absolute; }
.watermark { position: fixed; inset: 0; z-index: 2; pointer-events: none; display: grid; place-items: center; overflow: hidden; }
.watermark::before { content: "EMULATED"; font-size: min(14.5vw, 15rem); font-weight: 800; letter-spacing: .04em; white-space: nowrap; rotate: -24deg; opacity: .05; }
@media (max-width: 48rem) {
  .drawing.wide { display: none; }
  .drawing.narrow { display: block; }
  .chart { padding: 1rem .5rem .5rem; }
  .figures, .figures tbody, .figures tr, .stack, .stack tbody, .stack tr { display: block; }
  .figures thead, .stack thead { display: none; }
  .figures tr { display: grid; grid-template-columns: 1fr 1fr; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
  .figures tr:last-child, .stack tr:last-child { border-bottom: 0; }
  .figures :is(th, td) { display: block; border: 0; padding: .375rem 0; }
  .figures th { grid-column: 1 / -1; }
  .figures td::before { content: attr(data-title); font-size: .8125rem; color: var(--soft); }
  .figures td :is(b, small) { white-space: normal; }
  .stack tr { padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
  .stack :is(th, td) { display: flex; gap: .75rem; border: 0; padding: .25rem 0; }
  .who { display: inline; }
  .who .chip span { display: none; }
}
@media print { .watermark { position: fixed; } .invite { display: none; } }`;
