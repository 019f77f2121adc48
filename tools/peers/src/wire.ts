import type { Script, Seen } from "../../../conformance/src/faults/scripted-server.ts";
import { reply } from "../../../conformance/src/faults/scripts.ts";

/** As much of a PNG as says that it is 4 by 3. */
export const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAAElFTkSuQmCC", "base64");

export const picture: Script = reply(200, png, { "content-type": "image/png" });

/** Addresses of pictures on the same server. */
export function pictureUrls(here: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${here}/picture-${index + 1}`);
}

/** How many pictures a request asks for, in the words of any seller here. */
export function countOf(seen: Seen): number {
  const [, count = "1"] = /"(?:n|num_images|max_images|count)":(\d+)/.exec(seen.body) ?? [];
  return Number(count);
}

/** A GET of a picture is answered with one, and all else by this. */
export function besidePictures(answer: (seen: Seen, here: string) => Script): (seen: Seen, here: string) => Script {
  return (seen, here) => (seen.path.startsWith("/picture-") ? picture : answer(seen, here));
}
