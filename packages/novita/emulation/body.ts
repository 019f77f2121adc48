import type { EmulationContext, EmulationIssue } from "@seedbed/core/emulation";

/** A request body that has been checked. */
export interface Body {
  readonly prompt: string;
  readonly size?: string;
  readonly image?: readonly unknown[];
  readonly watermark?: boolean;
  readonly optimize_prompt_options?: { readonly mode?: string };
  readonly sequential_image_generation?: string;
  readonly sequential_image_generation_options?: { readonly max_images?: number };
}

/** What is wrong with a body: the reason as the vendor's table has it, and a text. */
export interface Problem {
  readonly reason: "INVALID_REQUEST_BODY" | "INVALID_IMAGE_SIZE" | "INVALID_IMAGE_FORMAT";
  readonly message: string;
}

const UPSTREAM_PIXELS = 16_777_216;
const DATA_URI = /^data:image\/[a-z+.-]+;base64,/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Holds a body against the schema and against what the schema cannot say. */
export function problemOf(value: unknown, context: EmulationContext): Problem | undefined {
  const body = (typeof value === "object" && value !== null ? value : {}) as Partial<Body>;
  const issues = context.validate("seedream5Lite", value).filter((issue) => isHeld(issue, body, context));
  const isSizeOnly = issues.length > 0 && issues.every(({ field }) => field === "size");
  if (issues.length > 0) {
    const message = issues.map((issue) => issue.message).join("; ");
    return { reason: isSizeOnly ? "INVALID_IMAGE_SIZE" : "INVALID_REQUEST_BODY", message };
  }
  const badImage = body.image?.findIndex((image) => !isImage(image, context)) ?? -1;
  if (badImage >= 0) {
    return { reason: "INVALID_IMAGE_FORMAT", message: `image[${badImage}]: must be an address or Base64` };
  }
  return optionProblem(body, context);
}

function optionProblem(body: Partial<Body>, { switches }: EmulationContext): Problem | undefined {
  const mode = body.optimize_prompt_options?.mode ?? "standard";
  if (switches.optimizeModes === "standard" && mode !== "standard") {
    return { reason: "INVALID_REQUEST_BODY", message: "optimize_prompt_options.mode: must be standard" };
  }
  if (switches.totalImages === "fifteen" && (body.image?.length ?? 0) + countOf(body, switches) > 15) {
    return { reason: "INVALID_REQUEST_BODY", message: "image: references and images may be 15 together" };
  }
  return undefined;
}

/** How many images a body gives. */
export function countOf(body: Partial<Body>, switches: EmulationContext["switches"]): number {
  if (body.sequential_image_generation !== "auto") return 1;
  const allowed = body.sequential_image_generation_options?.max_images ?? Number(switches.sequentialDefault);
  const decided = Number(switches.sequentialCount);
  return decided === 0 ? allowed : Math.min(allowed, decided);
}

function isHeld({ field, keyword }: EmulationIssue, body: Partial<Body>, { switches }: EmulationContext): boolean {
  if (keyword === "additionalProperties") return switches.unknownFields === "refused";
  if (/^image\[\d+\]$/.test(field) && keyword === "type" && switches.imageItems === "strings-or-objects") return false;
  if (field !== "size" || switches.sizeLimits === "seed") return true;
  if (body.size === "4K") return false;
  const [width, height] = String(body.size).split("x").map(Number);
  return !(
    keyword === "x-pixels" &&
    Number(width) * Number(height) <= UPSTREAM_PIXELS &&
    isLarge(Number(width), Number(height))
  );
}

/** The lower bound is the same in both readings. */
const isLarge = (width: number, height: number) => width * height >= 3_686_400;

function isImage(item: unknown, context: EmulationContext): boolean {
  if (typeof item === "object" && item !== null && "url" in item) return isImage(item.url, context);
  if (typeof item !== "string") return false;
  if (/^https?:\/\/./.test(item)) return URL.canParse(item);
  const isDataUri = DATA_URI.test(item);
  if (!isDataUri && context.switches.plainBase64 === "refused") return false;
  const base64 = item.replace(DATA_URI, "");
  return base64.length % 4 === 0 && BASE64.test(base64);
}
