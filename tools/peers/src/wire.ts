import type { Script, Seen } from "../../../conformance/src/faults/scripted-server.ts";
import { reply } from "../../../conformance/src/faults/scripts.ts";

/** As much of a PNG as says that it is 4 by 3. */
export const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAAElFTkSuQmCC", "base64");

export const image: Script = reply(200, png, { "content-type": "image/png" });

/** Addresses of images on the same server. */
export function imageUrls(here: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${here}/image-${index + 1}`);
}

/** How many images a request asks for, in the words of any provider here. */
export function countOf(seen: Seen): number {
  const [, count = "1"] = /"(?:n|num_images|max_images|count)":(\d+)/.exec(seen.body) ?? [];
  return Number(count);
}

/** A GET of an image is answered with one, and all else by this. */
export function besideImages(answer: (seen: Seen, here: string) => Script): (seen: Seen, here: string) => Script {
  return (seen, here) => (seen.path.startsWith("/image-") ? image : answer(seen, here));
}
