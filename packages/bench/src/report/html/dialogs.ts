import { markup } from "@seedbed/report";

/** An image enlarged. */
export const zoomDialog = markup`<dialog id="zoom" aria-label="An image, enlarged"><img alt=""><p><b></b><span></span></p><div><button type="button" data-step="-1" aria-label="The image before">←</button><button type="button">Close</button><button type="button" data-step="1" aria-label="The next image">→</button></div></dialog>`;

/** Where two images are voted on. */
export const voteDialog = markup`<dialog id="booth" aria-label="Blind vote"><div class="pairing"><p><b class="progress"></b> <span class="question"></span></p>
<div class="sides"><button type="button" class="left" data-choice="left" aria-label="The first one looks better"><img alt="the first image"></button><button type="button" class="right" data-choice="right" aria-label="The second one looks better"><img alt="the second image"></button></div>
<div class="choices"><button type="button" data-choice="left">← first</button><button type="button" data-choice="tie">↓ no difference</button><button type="button" data-choice="right">second →</button><button type="button" data-choice="undo">Undo</button><button type="button" data-choice="stop">Stop and reveal</button></div></div>
<div class="result" hidden><h2>Your votes</h2><ul class="tally"></ul><p>Save them and give the file to whoever makes the report: it then says with an exact interval what they show. Votes after this would not be blind.</p><div class="choices"><button type="button" class="save">Save votes.json</button><button type="button" class="close">Close</button></div></div></dialog>`;
