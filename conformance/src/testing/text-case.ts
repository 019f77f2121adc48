import { tinyImage } from "../contract/tiny-images.ts";
import type { Case } from "../smoke/smoke-cases.ts";

/** The least that a smoke run asks. */
export const textCase: Case = {
  id: "text",
  title: "a text becomes an image",
  mode: "text",
  request: { prompt: "a koi pond" },
  expect: { images: 1 },
};

/** An image of one pixel, as an answer says it. */
export const tinyImageUri = `data:image/png;base64,${Buffer.from(tinyImage("image/png")).toString("base64")}`;
