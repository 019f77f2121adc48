import { expect, test } from "vitest";
import { readBody } from "./read-body.ts";

test("a body that comes byte by byte is whole, and not kept as as many chunks", async () => {
  const codes = Uint8Array.from({ length: 5000 }, (_, index) => index % 251);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const code of codes) controller.enqueue(Uint8Array.of(code));
      controller.close();
    },
  });
  const chunks = [Uint8Array.of(9)];
  const bytes = await readBody(new Response(stream), 10_000, chunks);
  expect([...bytes]).toEqual([9, ...codes]);
  expect(chunks.length).toBeLessThan(1100);
});
