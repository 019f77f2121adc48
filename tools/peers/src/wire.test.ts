import { expect, test } from "vitest";
import { type Seen, withServer } from "../../../conformance/src/faults/scripted-server.ts";
import { reply } from "../../../conformance/src/faults/scripts.ts";
import { besideImages, countOf, imageUrls, png } from "./wire.ts";

const seenWith = (body: string): Seen => ({ method: "POST", path: "/", headers: {}, body, atMs: 0 });

test.each([
  ['{"prompt":"a","n":4}', 4],
  ['{"num_images":2}', 2],
  ['{"input":{"max_images":15}}', 15],
  ['{"prompt":"a koi pond"}', 1],
  ["", 1],
])("of %s, %i images are asked for", (body, count) => {
  expect(countOf(seenWith(body))).toBe(count);
});

test("an address of an image gives an image, and every other one the answer", async () => {
  const answer = besideImages((_, here) => reply(200, { images: imageUrls(here, 1) }));
  await withServer(
    (response, seen, count) => answer(seen, "http://here")(response, seen, count),
    async ({ url }) => {
      expect(await (await fetch(`${url}/make`, { method: "POST" })).json()).toEqual({
        images: ["http://here/image-1"],
      });
      expect(Buffer.from(await (await fetch(`${url}/image-1`)).arrayBuffer())).toEqual(png);
    },
  );
});
