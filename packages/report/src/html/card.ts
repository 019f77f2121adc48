import {
  compareSize,
  formatAsked,
  formatBasis,
  formatBytes,
  formatClaim,
  formatCost,
  formatDuration,
  formatSize,
} from "../figures.ts";
import { type Markup, markup } from "../markup.ts";
import { describeParity, isLossy } from "../phrases.ts";
import type { GenerationRecord, ImageRecord } from "../run-record.ts";
import { verdictBadge } from "./verdict-badge.ts";

/** Gives the bytes of an image by its path in the record; null where there is none. */
export type ReadImage = (path: string) => { bytes: Uint8Array; mediaType: string } | null;

interface CardOptions {
  readImage: ReadImage;
  nextId: () => string;
  showPrompt: boolean;
}

/** One generation: its images, and under them every figure. */
export function renderCard(generation: GenerationRecord, options: CardOptions): Markup {
  const { provider, model, emulated, prompt, images, verdict } = generation;
  const short = model.slice(model.indexOf("/") + 1);
  const label = emulated ? `${provider} (emulated)` : provider;
  return markup`<article class="card">
${images.length === 0 ? failure(generation) : markup`<div class="images" data-count="${images.length > 4 ? "many" : images.length}">${images.map((image, index) => frame(image, `${label} ${short}${images.length > 1 ? `, ${index + 1} of ${images.length}` : ""}`, options))}</div>`}
<div class="caption">
<header><h4>${label}</h4><small>${short}</small>${verdictBadge(verdict)}</header>
${options.showPrompt && markup`<p class="prompt">${prompt}</p>`}
<dl class="facts">${facts(generation)}</dl>
${parityChips(generation)}
</div>
</article>`;
}

function frame(image: ImageRecord, name: string, { readImage, nextId }: CardOptions): Markup {
  const file = image.path === undefined ? null : readImage(image.path);
  if (file === null || !/^image\/[\w.+-]+$/.test(file.mediaType)) {
    const isUnknown = file?.mediaType === "application/octet-stream";
    const why = isUnknown ? `is of a type that is not known: ${image.path}` : "is not in the report's folder";
    return markup`<div class="frame missing"><p>The image ${why}.</p></div>`;
  }
  const id = nextId();
  const source = `data:${file.mediaType};base64,${Buffer.from(file.bytes).toString("base64")}`;
  // The popover is shown in its frame while it is closed, so that each image is in the page once.
  return markup`<div class="frame"><div class="zoom" id="${id}" popover><img src="${source}" alt="Image by ${name}" ${image.width !== null && markup`width="${image.width}" height="${image.height}"`} loading="lazy" decoding="async"><p><span>${name}, ${formatSize(image)}</span><button type="button" popovertarget="${id}" popovertargetaction="hide">Close</button></p></div><button class="open" type="button" popovertarget="${id}" aria-label="Enlarge image by ${name}"></button></div>`;
}

function failure({ error, verdict }: GenerationRecord): Markup {
  const codes = [error?.status, error?.code].filter((code) => code !== undefined).join(" ");
  return markup`<div class="images"><div class="frame missing"><p><b>${error?.name ?? `No image: ${verdict}`}</b>${error && markup`<span>${error.message}</span><small>${codes && `${codes}, `}billed: ${error.billed}</small>`}</p></div></div>`;
}

function facts(generation: GenerationRecord): Markup[] {
  const { images, imagesAsked, latencyMs, claim, cost, emulated } = generation;
  const sizes = [...new Set(images.map(formatSize))].join(", ");
  const files = [...new Set(images.map(({ mediaType }) => mediaType))].join(", ");
  const sizeBytes = images.reduce((sum, image) => sum + image.sizeBytes, 0);
  const count = imagesAsked === 1 && images.length === 1 ? null : `${images.length} of ${imagesAsked} asked`;
  const hasImages = images.length > 0;
  const differs = compareSize(generation) === "differs";
  return [
    ...(count === null ? [] : [fact("Images", count)]),
    ...(hasImages ? [fact("Size", sizes, formatAsked(generation), differs)] : []),
    ...(hasImages ? [fact("File", formatBytes(sizeBytes), images.length > 1 ? `${files}, together` : files)] : []),
    fact("Latency", latencyMs === null ? "no answer" : formatDuration(latencyMs), claimNote(claim)),
    ...(cost === null && latencyMs === null ? [] : [fact("Cost", formatCost(cost), formatBasis(cost, emulated))]),
  ];
}

const claimNote = (claim: GenerationRecord["claim"]): string =>
  claim === null ? "no claim documented" : `claim ${formatClaim(claim)}, not judged`;

function fact(name: string, figure: string, note?: string, differs = false): Markup {
  return markup`<div><dt>${name}</dt><dd><b>${figure}</b>${note !== undefined && markup` <span${differs && markup` class="differs"`}>${note}</span>`}</dd></div>`;
}

function parityChips({ parity }: GenerationRecord): Markup | null {
  const asked = parity.filter(({ status }) => status !== "defaulted");
  const defaulted = parity.length - asked.length;
  if (parity.length === 0) return null;
  return markup`<ul class="chips" aria-label="How each setting reached the provider">${asked.map(
    (entry) => markup`<li${isLossy(entry) && markup` class="lossy"`}>${describeParity(entry)}</li>`,
  )}${defaulted > 0 && markup`<li class="quiet">${defaulted} left to default</li>`}</ul>`;
}
