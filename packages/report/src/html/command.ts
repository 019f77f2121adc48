import { type Markup, markup } from "../markup.ts";

/** A text to copy: its button shows where the page's script runs. */
export function renderCopyable(text: string, label: string): Markup {
  return markup`<div class="command"><pre>${text}</pre><button type="button" data-copy aria-label="Copy ${label}">Copy</button></div>`;
}
