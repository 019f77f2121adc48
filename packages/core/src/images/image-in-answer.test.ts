import { expect, test } from "vitest";
import type { Answer } from "../call/answer.ts";
import { png, pngDataUri } from "../testing/image.ts";
import { encodeBase64 } from "./base64.ts";
import { imageInAnswer } from "./image-in-answer.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

function answerOf(body: Uint8Array<ArrayBuffer> | string, mediaType = ""): Answer {
  const bytes = typeof body === "string" ? bytesOf(body) : body;
  return { status: 200, headers: new Headers(), bytes, mediaType, sentAtMs: 0, receivedAtMs: 0, waitedMs: 0 };
}

const image = png(4, 3);
const base64 = encodeBase64(image);
/** Longer than an address may be, and its base64 longer than what is looked at first. */
const large = Uint8Array.from([...image, ...Array(9000).fill(0)]);

test("bytes of an image are the image, under the type that the answer names", () => {
  expect(imageInAnswer(answerOf(image, "image/png"))).toEqual({ bytes: image, mediaType: "image/png" });
  const unknown = Uint8Array.from({ length: 99 }, (_, index) => index);
  expect(imageInAnswer(answerOf(unknown, "image/jp2"))).toEqual({ bytes: unknown, mediaType: "image/jp2" });
});

test.each([
  ["as it is", "https://cdn.test/1.png"],
  ["of plain HTTP, in capitals", "HTTP://cdn.test/1.png"],
  ["in quotes", '"https://cdn.test/1.png"'],
  ["with white space around it", '\n "https://cdn.test/1.png" \n'],
])("an address %s is the place of the image", (_name, body) => {
  const address = body.replaceAll('"', "").trim();
  expect(imageInAnswer(answerOf(body, "text/plain"))).toEqual({ text: address });
});

test("an address is at most 4096 bytes long", () => {
  const address = `https://cdn.test/${"a".repeat(4096 - 17)}`;
  expect(imageInAnswer(answerOf(address))).toEqual({ text: address });
  expect(imageInAnswer(answerOf(`${address}a`))).toBeUndefined();
});

test.each([
  ["base64", base64],
  ["base64 in quotes", `"${base64}"`],
  ["base64 in quotes, with white space around them", ` "${base64}"\n`],
  ["base64url of letters, digits and dashes first", base64.replaceAll("+", "-").replaceAll("/", "_")],
  ["a data URI", pngDataUri(4, 3)],
  ["a data URI in quotes and capitals", `"${pngDataUri(4, 3).replace("data:", "DATA:")}"`],
])("%s is the image", (_name, body) => {
  expect(imageInAnswer(answerOf(body, "text/plain"))).toMatchObject({ bytes: image });
});

test("base64 that is longer than what is looked at first is read whole", () => {
  expect(imageInAnswer(answerOf(encodeBase64(large)))).toMatchObject({ bytes: large });
});

test("a data URI keeps the type that it names", () => {
  const unknown = Uint8Array.from({ length: 99 }, (_, index) => index);
  const body = `data:image/jp2;base64,${encodeBase64(unknown)}`;
  expect(imageInAnswer(answerOf(body))).toEqual({ bytes: unknown, mediaType: "image/jp2" });
});

test.each([
  ["nothing", ""],
  ["JSON", `{"images":["${base64}"]}`],
  ["a list of JSON", `["https://cdn.test/1.png"]`],
  ["HTML", `<!doctype html>${" ".repeat(99)}`],
  ["words with an address in them", "see https://cdn.test/1.png"],
  ["an address with words after it", "https://cdn.test/1.png is it"],
  ["an address of another kind", "ftp://cdn.test/1.png"],
  ["words before a data URI", `it is ${pngDataUri(4, 3)}`],
  ["base64 that is too short for an image", base64.slice(0, 12)],
  ["base64 that breaks off in other characters", `${base64.slice(0, 24)}!`],
  ["base64 of words", encodeBase64(bytesOf("It is in the queue. ".repeat(9)))],
  ["a data URI of words", `data:text/plain;base64,${encodeBase64(bytesOf("It is in the queue. ".repeat(9)))}`],
])("%s is not an image", (_name, body) => {
  expect(imageInAnswer(answerOf(body, "text/plain"))).toBeUndefined();
});
