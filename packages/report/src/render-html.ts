import { createHash } from "node:crypto";
import { checkOptions, type OptionNames } from "@seedbed/core";
import type { ReadImage } from "./html/card.ts";
import { renderChecks } from "./html/checks.ts";
import { renderCoverage } from "./html/coverage.ts";
import { renderGallery } from "./html/gallery.ts";
import { renderHeading } from "./html/heading.ts";
import { renderMatrix } from "./html/matrix.ts";
import { renderOperations } from "./html/operations.ts";
import { renderPrices } from "./html/prices.ts";
import { renderRequirements } from "./html/requirements.ts";
import { pageScript } from "./html/script.ts";
import { pageStyle } from "./html/style.ts";
import { Markup, markup } from "./markup.ts";
import { outcomeWord } from "./phrases.ts";
import type { RunRecord } from "./run-record.ts";

/**
 * The run as one page that needs nothing else: no request, its style and its one script allowed by hash alone, the
 * images inside it once each.
 *
 * @param options.readImage Gives the bytes of an image by its path in the record.
 */
export function renderHtml(record: RunRecord, options: { readImage: ReadImage }): string {
  checkOptions("renderHtml", options, { readImage: true } satisfies OptionNames<typeof options>);
  const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; img-src data:; style-src ${hashOf(pageStyle)}; script-src ${hashOf(pageScript)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>\n${
    markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Seedbed check: ${outcomeWord(record).toLowerCase()}${record.emulated && ", emulated"}</title>
<link rel="icon" href="data:,">
<style>${new Markup(pageStyle)}</style>
</head>
<body>
${renderHeading(record)}
<main>
${renderGallery(record, options.readImage)}
${renderOperations(record)}
${renderMatrix(record)}
${renderCoverage(record)}
${renderChecks(record)}
${renderRequirements(record)}
${renderPrices(record)}
</main>
<footer><p>seedbed ${record.tool.version} on Node ${record.tool.node}. This page is one file and loads nothing.</p></footer>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`.text
  }`;
}
