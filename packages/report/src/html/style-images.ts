/** The cards of the images, and an image enlarged. */
export const imageStyle = `
.mode { margin-top: 1.75rem; }
.mode h3 { font-size: 1.0625rem; }
.prompt { margin-top: .25rem; color: var(--soft); font-size: .9375rem; max-width: 90ch; overflow-wrap: anywhere; }
.mode > .prompt::before { content: "Prompt: "; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1.25rem; margin-top: .875rem; }
.card { display: flex; flex-direction: column; min-width: 0; background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; overflow: clip; }
.images { display: grid; grid-auto-rows: minmax(0, 1fr); grid-template-columns: minmax(0, 1fr); aspect-ratio: 4 / 3; gap: 2px; background: var(--sunken); border-bottom: 1px solid var(--line); }
.images:is([data-count="2"], [data-count="3"], [data-count="4"]) { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.images[data-count="many"] { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.images[data-count="3"] .frame:first-child { grid-column: 1 / -1; }
.frame { position: relative; min-width: 0; min-height: 0; overflow: hidden; }
.frame img { display: block; width: 100%; height: 100%; object-fit: contain; }
.missing { display: grid; place-items: center; padding: 1.25rem; text-align: center; color: var(--soft); font-size: .875rem; }
.missing p { display: grid; gap: .375rem; min-width: 0; overflow-wrap: anywhere; }
.missing b { color: var(--bad); font-size: 1rem; }
.open { position: absolute; inset: 0; border: 0; padding: 0; background: none; cursor: zoom-in; }
.open:focus-visible { outline-offset: -5px; }
.open:focus-visible, .open:hover { box-shadow: inset 0 0 0 2px var(--focus); }

.zoom { display: block; position: absolute; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none; margin: 0; border: 0; padding: 0; background: none; color: inherit; overflow: hidden; }
.zoom p { display: none; }
.zoom:popover-open { position: fixed; inset: 0; width: 100%; height: 100%; display: grid; grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); gap: .75rem; padding: clamp(.5rem, 2vw, 1.5rem); background: #0b0d0f; color: #f2f3f4; }
.zoom:popover-open p { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
.zoom button { font: inherit; font-weight: 600; padding: .375rem 1rem; border: 1px solid #6c747c; border-radius: 2rem; background: #0b0d0f; color: #f2f3f4; cursor: zoom-out; }
.zoom button::after { content: ""; position: absolute; inset: 0; }

.caption { display: flex; flex-direction: column; gap: .75rem; padding: 1rem 1.125rem 1.125rem; flex: 1; }
.caption header { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .125rem .75rem; align-items: center; }
.caption h4 { grid-column: 1 / -1; font-size: 1rem; overflow-wrap: anywhere; }
.caption header small { overflow-wrap: anywhere; }
.facts { display: grid; gap: .4375rem; font-size: .875rem; }
.facts div { display: grid; grid-template-columns: 4.25rem minmax(0, 1fr); }
.facts dt, .facts span { color: var(--soft); }
.facts dd { overflow-wrap: anywhere; }
.facts dd { line-height: 1.35; }
.facts dd b, .facts dd span { display: block; }
.facts dd span { font-size: .8125rem; }
.facts .differs { color: var(--warn); font-weight: 600; }
.chips { display: flex; flex-wrap: wrap; gap: .375rem; }
.chips li { padding: .125rem .5625rem; border: 1px solid var(--line); border-radius: .5rem; font-size: .8125rem; overflow-wrap: anywhere; min-width: 0; }
.chips .lossy { color: var(--warn); background: var(--warn-ground); border-color: transparent; font-weight: 600; }
.chips .quiet { color: var(--soft); }`;
