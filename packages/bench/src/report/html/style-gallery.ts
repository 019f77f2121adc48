/** The gallery, an image enlarged, and the booth in which is voted. Blocks out of view are neither laid out nor painted. */
export const galleryStyle = `
.block { margin-top: 1.75rem; content-visibility: auto; contain-intrinsic-size: auto 26rem; }
.block h3 { display: flex; gap: .75rem; align-items: baseline; margin: 0 0 .625rem; font-weight: 500; overflow-wrap: anywhere; }
.block h3 small { flex: none; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: 1rem; }
.card { min-width: 0; background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; overflow: clip; }
.images { display: grid; grid-auto-rows: minmax(0, 1fr); grid-template-columns: minmax(0, 1fr); aspect-ratio: 16 / 10; gap: 2px; background: var(--sunken); }
.images:is([data-count="2"], [data-count="3"], [data-count="4"]) { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.open { display: block; min-width: 0; min-height: 0; padding: 0; border: 0; background: none; cursor: zoom-in; }
.open:focus-visible { outline-offset: -4px; }
.open img { display: block; width: 100%; height: 100%; object-fit: contain; }
.open img:not([src]) { visibility: hidden; }
.missing { display: grid; place-content: center; gap: .25rem; padding: .75rem; text-align: center; color: var(--soft); font-size: .875rem; min-width: 0; overflow-wrap: anywhere; }
.missing b { color: var(--bad); font-size: 1rem; }
.card figcaption { padding: .75rem .875rem .875rem; }
.facts { display: flex; flex-wrap: wrap; gap: .125rem 0; margin-top: .375rem; font-size: .875rem; color: var(--soft); }
.facts li:not(:last-child)::after { content: "·"; margin: 0 .4375rem; }
.facts li:first-child { color: var(--ink); font-weight: 600; }
.invite { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: center; justify-content: space-between; margin-top: 1rem; padding: 1rem 1.375rem; border-radius: .75rem; background: var(--blue-ground); color: var(--blue); }
.invite button, .choices button, #zoom button { font: inherit; font-weight: 600; padding: .5rem 1.125rem; border-radius: 2rem; border: 1px solid currentColor; background: none; color: inherit; cursor: pointer; }
dialog { width: 100%; height: 100%; max-width: none; max-height: none; margin: 0; border: 0; padding: clamp(.5rem, 2vw, 1.25rem); background: #0b0d0f; color: #f2f3f4; }
dialog :focus-visible { outline-color: #8db8ff; }
#zoom[open] { display: grid; grid-template: minmax(0, 1fr) auto auto / minmax(0, 1fr); gap: .625rem; }
#zoom img { width: 100%; height: 100%; object-fit: contain; cursor: zoom-out; }
#zoom p { display: grid; gap: .125rem; text-align: center; min-width: 0; }
#zoom span, .question { color: #b9c0c7; font-size: .9375rem; max-height: 4.5em; overflow: hidden; overflow-wrap: anywhere; }
#zoom div, .choices { display: flex; flex-wrap: wrap; gap: .5rem; justify-content: center; }
.pairing:not([hidden]) { height: 100%; display: grid; grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr); gap: .75rem; }
.sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .75rem; min-height: 0; }
.sides button { min-width: 0; min-height: 0; padding: 0; border: 0; background: #15181b; border-radius: .5rem; cursor: pointer; overflow: clip; }
.sides img { display: block; width: 100%; height: 100%; object-fit: contain; }
.choices button:disabled { opacity: .45; cursor: default; }
.result { max-width: 40rem; margin: 10vh auto 0; display: grid; gap: 1rem; }
.result[hidden] { display: none; }
.result h2 { margin: 0; }
.result .choices { justify-content: start; }
.tally { display: grid; gap: .375rem; font-size: 1.125rem; }
@media (max-width: 40rem) {
  .cards { gap: .625rem; grid-template-columns: minmax(0, 1fr); }
  .card { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
  .card .chip { max-width: 100%; } .card .chip span { min-width: 0; }
  .card figcaption { padding: .625rem; }
  .card .chip span { font-size: .75rem; }
  .choices button { padding: .5rem .75rem; }
  .facts { display: grid; font-size: .8125rem; }
  .facts li:not(:last-child)::after { content: none; }
  .sides { grid-template-columns: minmax(0, 1fr); grid-template-rows: repeat(2, minmax(0, 1fr)); }
  .block h3 { display: grid; gap: .125rem; }
}`;
