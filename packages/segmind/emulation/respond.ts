import type { EmulationContext, ImageRequest } from "@seedbed/core/emulation";

/** A generation that has come to its end. */
export interface Generation {
  readonly images: readonly ImageRequest[];
  readonly costUsd: number;
  readonly requestId: string;
  readonly generationMs: number;
  /** Given by models that report one. */
  readonly seed?: number;
}

/** The answer to a generation, in the form that the switches choose. */
export async function respond(generation: Generation, context: EmulationContext): Promise<Response> {
  const { images } = generation;
  const { switches } = context;
  const headers = headersOf(generation, context);
  const [first] = images;
  const isBytes = switches.responseForm === "bytes" && (images.length === 1 || switches.multipleForm !== "json-urls");
  if (first !== undefined && isBytes) {
    return new Response(await context.image(first), { headers: { ...headers, "content-type": first.mediaType } });
  }
  return Response.json(await jsonOf(images, context), { headers });
}

async function jsonOf(images: readonly ImageRequest[], context: EmulationContext): Promise<unknown> {
  if (context.switches.jsonForm === "base64") {
    const encoded = await Promise.all(images.map(async (image) => toBase64(await context.image(image))));
    return encoded.length === 1 ? { image: encoded[0] } : { images: encoded };
  }
  const expiresAt = context.clock.now() + Number(context.switches.resultLifetimeHours) * 3_600_000;
  const files = images.map((image) => ({
    url: context.publish({ content: image, mediaType: image.mediaType, expiresAt }),
    content_type: image.mediaType,
    file_name: `seedream-${image.index}.${image.mediaType.slice("image/".length)}`,
  }));
  if (context.switches.jsonForm === "files") return { images: files };
  const urls = files.map(({ url }) => url);
  if (context.switches.jsonForm === "output") return { output: urls.length === 1 ? urls[0] : urls };
  return urls;
}

function headersOf({ costUsd, requestId, generationMs, seed }: Generation, { wallet, switches }: EmulationContext) {
  const write = (value: number) =>
    switches.headerNumbers === "six-decimals" ? value.toFixed(6) : String(Number(value.toFixed(6)));
  return {
    "x-cost": write(costUsd),
    "x-remaining-credits": write(wallet.balance()),
    "x-request-id": requestId,
    "x-generation-time": write(Math.round(generationMs / 10) / 100),
    ...(seed !== undefined && { "x-seed-value": String(seed) }),
  };
}

/** In portions: a spread of a whole image would overflow the stack. */
function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.byteLength; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}
