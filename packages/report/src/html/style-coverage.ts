/** What of the specs was exercised. */
export const coverageStyle = `
.coverage { margin-top: .875rem; padding: 1rem 1.125rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); }
.coverage h3 { font-size: 1.0625rem; }
.layer { margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
.layer > p { display: flex; flex-wrap: wrap; gap: .125rem .75rem; align-items: baseline; }
.layer > p span { margin-left: auto; color: var(--soft); font-size: .875rem; }
.meters { display: grid; grid-template-columns: repeat(auto-fill, minmax(max(8rem, 17%), 1fr)); gap: .625rem 1.25rem; margin-top: .5rem; }
.meters li { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: baseline; font-size: .875rem; }
.meters span { color: var(--soft); }
.meters svg { grid-column: 1 / -1; display: block; width: 100%; height: .3125rem; margin-top: .1875rem; border-radius: .25rem; background: var(--sunken); }
.meters rect { fill: var(--leaf); }
.missing-list { margin-top: .5rem; font-size: .875rem; }
.missing-list summary { padding: .25rem 0; color: var(--soft); }
.missing-list p { margin: .25rem 0; }
.missing-list code { color: var(--soft); }`;
