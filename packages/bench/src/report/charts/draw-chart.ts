import { type PlotOptions, plot } from "@observablehq/plot";
import { Markup, markup } from "@seedbed/report";
import { parseHTML } from "linkedom";

/** Widths in pixels: one for a desk, one for a phone, so that text is of a readable size on both. */
const widths = { wide: 760, narrow: 340 } as const;

/** Marks and axes of a chart, for a width. */
export type ChartOptions = (size: { readonly width: number; readonly narrow: boolean }) => PlotOptions;

/**
 * Draws a chart on the server, once for each width; the page's style shows one of them. Colours are the page's variables, so
 * that both themes fit.
 *
 * @param label - what it shows, for who cannot see it
 */
export function drawChart(label: string, options: ChartOptions): Markup {
  const drawings = Object.entries(widths).map(([name, width]) => {
    const svg = drawOne(options({ width, narrow: name === "narrow" }), width);
    return markup`<div class="drawing ${name}" role="img" aria-label="${label}">${svg}</div>`;
  });
  return markup`<div class="chart">${drawings}</div>`;
}

function drawOne(options: PlotOptions, width: number): Markup {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const figure = plot({ ...options, width, document, style: undefined });
  // Plot's own style element would need a hash of its own in the page's policy; the page's style says the same.
  for (const style of figure.querySelectorAll("style")) style.remove();
  // The values come from Plot as attributes and text nodes, which linkedom escapes.
  return new Markup(figure.outerHTML);
}

/** The colour of the nth model. */
export function colourOf(index: number): string {
  return `var(--m${index % 6})`;
}
