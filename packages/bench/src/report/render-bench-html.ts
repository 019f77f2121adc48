import { createHash } from "node:crypto";
import { checkOptions, type OptionNames } from "@seedbed/core";
import { baseStyle, Markup, markup, type ReadImage } from "@seedbed/report";
import type { BenchRecord } from "../bench-record.ts";
import type { BenchSummary } from "../statistics/summarize.ts";
import { ballotData, ballotsOf } from "./html/ballot-data.ts";
import { renderCost, renderFailures, renderHistory, renderLatency, renderPhases } from "./html/charts.ts";
import { voteDialog, zoomDialog } from "./html/dialogs.ts";
import { galleryAttempts, renderGallery } from "./html/gallery.ts";
import { renderHeading } from "./html/heading.ts";
import { placeImages } from "./html/images.ts";
import { renderParity } from "./html/parity.ts";
import { imageScript } from "./html/script-images.ts";
import { votingScript } from "./html/script-voting.ts";
import { figureStyle } from "./html/style-figures.ts";
import { galleryStyle } from "./html/style-gallery.ts";
import { renderVerdicts } from "./html/verdicts.ts";
import type { VoteVerdict } from "./judge-votes.ts";
import type { NamingOptions } from "./naming.ts";
import { reportContext } from "./report-context.ts";

/** What a page is made of besides the run. */
export interface BenchHtmlOptions extends NamingOptions {
  /** Gives the bytes of an image by its path in the record; null where there is none. */
  readonly readImage: ReadImage;
  /** Earlier runs. @default none */
  readonly history?: readonly BenchSummary[];
  /** What blind votes on this run say. @default none */
  readonly votes?: readonly VoteVerdict[];
  /**
   * Up to how many bytes of images the page holds itself. Where there are more it refers to the files beside it, by the
   * paths in the record.
   *
   * @default 24,000,000
   */
  readonly inlineBytes?: number;
  /** Up to how many images are shown, in whole blocks. @default 1,500 */
  readonly maxImages?: number;
}

/** The names of `BenchHtmlOptions`. */
export const benchHtmlNames = {
  names: true,
  readImage: true,
  history: true,
  votes: true,
  inlineBytes: true,
  maxImages: true,
} as const satisfies OptionNames<BenchHtmlOptions>;

const pageStyle = baseStyle + figureStyle + galleryStyle;
const pageScript = imageScript + votingScript;

/**
 * The run as one page that asks no server for anything: verdicts first, then what was asked, latency, cost, phases, failures,
 * earlier runs and the images, to look at and to vote on. Its style and its one script are allowed by hash alone.
 */
export function renderBenchHtml(record: BenchRecord, summary: BenchSummary, options: BenchHtmlOptions): string {
  checkOptions("renderBenchHtml", options, benchHtmlNames);
  const { readImage, history = [], inlineBytes = 24_000_000, maxImages = 1_500 } = options;
  const context = reportContext(record, summary, options);
  const blocks = galleryAttempts(record, maxImages);
  const images = placeImages(blocks.flat(), readImage, inlineBytes);
  const ballots = ballotsOf(context, images);
  const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; img-src data: ${images.inside.length === 0 ? "'self' file:" : ""}; style-src ${hashOf(pageStyle)}; script-src ${hashOf(pageScript)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>\n${
    markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Seedbed benchmark: ${record.name}${record.emulated && ", emulated"}</title>
<link rel="icon" href="data:,">
<style>${new Markup(pageStyle)}</style>
</head>
<body>
${record.emulated && markup`<div class="watermark" aria-hidden="true"></div>`}
${hatching}
${renderHeading(context)}
${contents(context.record.attempts.length > 0)}
<main>
${renderVerdicts(context)}
${renderParity(context)}
${renderLatency(context)}
${renderCost(context)}
${renderPhases(context)}
${renderFailures(context)}
${renderHistory(context, history)}
${renderGallery(context, blocks, images, ballots.length)}
</main>
<footer><p>seedbed ${record.tool.version} on Node ${record.tool.node}, ${record.machine}. This page asks no server for anything.</p></footer>
${zoomDialog}${voteDialog}
${ballotData(context, ballots)}
${images.inside}<script>${new Markup(pageScript)}</script>
</body>
</html>
`.text
  }`;
}

/** What fills the part of a bar that no provider told; charts refer to it. */
const hatching = markup`<svg width="0" height="0" aria-hidden="true" class="hatching"><defs><pattern id="not-told" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line y2="6" stroke="var(--soft)" stroke-width="2"/></pattern></defs></svg>`;

function contents(any: boolean): Markup | false {
  const sections = ["verdicts", "parity", "latency", "cost", "phases", "failures", "history", "gallery"];
  return any && markup`<nav aria-label="Sections">${sections.map((id) => markup`<a href="#${id}">${id}</a>`)}</nav>`;
}
