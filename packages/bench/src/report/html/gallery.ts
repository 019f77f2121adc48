import { formatBytes, formatSize, type Markup, markup } from "@seedbed/report";
import type { BenchAttempt } from "../../bench-record.ts";
import { attemptCostText, latencyText } from "../figure-text.ts";
import type { NamedModel } from "../naming.ts";
import type { ReportContext } from "../report-context.ts";
import { chip } from "./chip.ts";
import type { PageImages, ShownImage } from "./images.ts";

/** The attempts that a page shows the images of: whole blocks, as long as they fit; the rest is in the tables. */
export function galleryAttempts(
  { attempts, prompts = {} }: ReportContext["record"],
  maxImages: number,
): BenchAttempt[][] {
  const blocks = Map.groupBy(
    attempts.filter(({ warmUp }) => !warmUp),
    ({ block }) => block,
  );
  const places = new Map(Object.keys(prompts).map((id, place) => [id, place]));
  const placeOf = (of: readonly BenchAttempt[]) => places.get(of[0]?.promptId ?? "") ?? places.size;
  const repetitionOf = (of: readonly BenchAttempt[]) => of[0]?.repetition ?? 0;
  // By the plan and not by the random order of sending; every prompt once before any a second time.
  const ordered = [...blocks.values()].sort((a, b) => repetitionOf(a) - repetitionOf(b) || placeOf(a) - placeOf(b));
  let images = 0;
  return ordered.filter((of) => {
    images += of.reduce((sum, { images }) => sum + images.length, 0);
    return images <= maxImages;
  });
}

/** Prompt by provider: each image with its size, latency and cost. */
export function renderGallery(
  context: ReportContext,
  blocks: readonly BenchAttempt[][],
  images: PageImages,
  ballots: number,
): Markup {
  const all = new Set(context.record.attempts.map(({ block }) => block)).size;
  return markup`<section id="gallery"><h2>Images</h2>
<p class="hint">Enter opens an image, the arrows walk through all of them, Escape closes.${blocks.length < all && ` These are the first ${blocks.length} of ${all} blocks; every attempt is in attempts.csv.`}</p>
${ballots > 0 && markup`<div class="invite"><p><b>Which looks better?</b> Vote on ${ballots} pairs without knowing whose they are. Names are told at the end.</p><button type="button" id="vote-start">Vote blind</button></div>`}
${blocks.map((attempts) => renderBlock(context, attempts, images, isRepeated(context)))}</section>`;
}

const isRepeated = ({ record }: ReportContext) => record.attempts.some(({ repetition }) => repetition > 1);

function renderBlock(
  { record, models }: ReportContext,
  attempts: readonly BenchAttempt[],
  images: PageImages,
  repeated: boolean,
): Markup | null {
  const [first] = attempts;
  if (first === undefined) return null;
  const times = repeated ? ` · repetition ${first.repetition}` : "";
  return markup`<article class="block" id="block-${first.block}"><h3><small>${first.promptId}${times}</small> <span class="prompt">${record.prompts?.[first.promptId] ?? ""}</span></h3>
<div class="cards">${models.map((model) => {
    const attempt = attempts.find((of) => of.model === model.model);
    return attempt && card(model, attempt, images.byAttempt.get(attempt) ?? []);
  })}</div></article>`;
}

function card(model: NamedModel, attempt: BenchAttempt, shown: readonly ShownImage[]): Markup {
  const { latency, outcome, confirmed, worst } = attempt;
  const time = latency === null ? "no latency" : latencyText(latency);
  return markup`<figure class="card"><div class="images" data-count="${Math.min(shown.length, 4)}">${
    shown.length === 0 ? missing(attempt) : shown.map((image) => frame(model, image, time))
  }</div>
<figcaption>${chip(model)}${outcome !== "delivered" && shown.length > 0 && markup` <span class="badge">${outcome}</span>`}${shown.some(({ image }) => image.blank === true) && markup` <span class="badge">one colour</span>`}
<ul class="facts"><li>${time}</li><li>${attemptCostText(confirmed, worst)}</li>${sizes(attempt).map((size) => markup`<li>${size}</li>`)}</ul></figcaption></figure>`;
}

function frame(model: NamedModel, { index, image, address }: ShownImage, time: string): Markup {
  const told = `${model.name}, ${time}, ${formatSize(image)}`;
  return markup`<button type="button" class="open" id="image-${index}" data-told="${told}" aria-label="Enlarge the image of ${told}"><img alt="" ${image.width !== null && markup`width="${image.width}" height="${image.height}"`} decoding="async" ${address === null ? markup`data-bytes="bytes-${index}"` : markup`data-address="${address}"`}></button>`;
}

function missing({ outcome, failure, images }: BenchAttempt): Markup {
  if (images.length > 0) return markup`<p class="missing"><b>not kept</b>The image is not beside this page.</p>`;
  const status = failure?.status == null ? null : `, ${failure.status}`;
  const billed = failure === null ? null : markup`<span>billed: ${failure.billed}</span>`;
  return markup`<p class="missing"><b>${outcome}</b>${failure !== null && markup`<span>${failure.name}${status}</span>`}${billed}</p>`;
}

function sizes({ images }: BenchAttempt): string[] {
  return images.flatMap((image) => [formatSize(image), formatBytes(image.sizeBytes)]);
}
