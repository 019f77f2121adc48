import { type Markup, markup } from "../markup.ts";
import type { GenerationRecord, RunRecord } from "../run-record.ts";
import type { ReadImage } from "./card.ts";
import { renderCard } from "./card.ts";

const modes = [
  ["text", "From text"],
  ["image", "From an image"],
  ["several", "Several at once"],
  ["edit", "Edit"],
] as const;

/** The images side by side: a row per mode, a card per model. */
export function renderGallery(record: RunRecord, readImage: ReadImage): Markup | null {
  if (record.generations.length === 0) return null;
  let serial = 0;
  const nextId = () => `image-${++serial}`;
  const rows = modes.map(([mode, title]) => {
    const generations = record.generations.filter((generation) => generation.mode === mode);
    if (generations.length === 0) return null;
    const prompt = sharedPrompt(generations);
    return markup`<section class="mode" aria-labelledby="mode-${mode}">
<h3 id="mode-${mode}">${title}</h3>
${prompt !== null && markup`<p class="prompt">${prompt}</p>`}
<div class="cards">${generations.map((generation) =>
      renderCard(generation, { readImage, nextId, showPrompt: prompt === null }),
    )}</div>
</section>`;
  });
  return markup`<section id="images"><h2>Images</h2>
<p class="hint">Choose an image to enlarge it; Escape closes it. A claim is what the provider says of itself, and is not judged.</p>
${rows}</section>`;
}

function sharedPrompt(generations: readonly GenerationRecord[]): string | null {
  const [first, ...others] = generations;
  return first !== undefined && others.every(({ prompt }) => prompt === first.prompt) ? first.prompt : null;
}
