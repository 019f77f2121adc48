import { createSegmind } from "@seedbed/segmind";

/** One generation, from the request to the bytes of the image. */
export type Generate = (request: { prompt: string; image_input?: string[] }) => Promise<unknown>;

export type Contender = "bare fetch" | "ours";

const apiKey = "SG_0123456789abcdef";

/**
 * The same POST with the same body and the same answer: by `fetch` alone, and by our built client.
 *
 * @param origin - the server, and how it shall answer: `http://127.0.0.1:1/<bytes>/<delay>`
 */
export function contender(name: Contender, origin: string): Generate {
  const client = createSegmind({ apiKey, baseUrl: origin });
  if (name === "ours") return (request) => client.seedreamV5LiteImageToImage(request);
  return async (request) => {
    const response = await fetch(`${origin}/v1/seedream-v5-lite-image-to-image`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": apiKey },
      body: JSON.stringify(request),
    });
    return new Uint8Array(await response.arrayBuffer());
  };
}

/** An image as a data URI, of so many bytes before it was encoded; no two alike. */
export function dataUri(sizeBytes: number, number: number): string {
  const bytes = Buffer.alloc(sizeBytes, number + 1);
  return `data:image/png;base64,${bytes.toString("base64")}`;
}
