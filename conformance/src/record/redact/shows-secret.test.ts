import { describe, expect, test } from "vitest";
import { shortestSecret, showsSecret } from "./shows-secret.ts";

const key = `Ab"c'd&e<f>g\\h i/j+k=1`;
const inside = (secret: string) => (text: string) => showsSecret(text, [secret]);

describe("a secret with every kind of sign is seen", () => {
  const escaped = (text: string, of: (code: number) => string) =>
    [...text].map((sign) => of(sign.charCodeAt(0))).join("");
  test.each<[string, string]>([
    ["as JSON has it", JSON.stringify(key)],
    ["with both quotes escaped", key.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/'/g, "\\'")],
    ["with its slash escaped", JSON.stringify(key).replaceAll("/", "\\/")],
    ["in \\x escapes", escaped(key, (code) => `\\x${code.toString(16).padStart(2, "0")}`)],
    ["in \\u escapes", escaped(key, (code) => `\\u${code.toString(16).padStart(4, "0")}`)],
    ["in decimal entities", escaped(key, (code) => `&#${code};`)],
    ["in hexadecimal entities", escaped(key, (code) => `&#x${code.toString(16)};`)],
    [
      "in named entities",
      key.replace(
        /[&"<>']/g,
        (sign) => ({ "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "'": "&apos;" })[sign] ?? "",
      ),
    ],
    ["as a form sends it", new URLSearchParams({ key }).toString()],
    ["percent-encoded", encodeURIComponent(key)],
    ["percent-encoded sign by sign", escaped(key, (code) => `%${code.toString(16)}`)],
  ])("%s", (_name, text) => expect(inside(key)(`before ${text} after`)).toBe(true));
});

test.each(["äö-ü-ß", "日本-鍵-鍵-鍵"])("%s is seen where each of its bytes is percent-encoded", (secret) => {
  expect(inside(secret)(encodeURIComponent(secret))).toBe(true);
});

test("in any capitals, on either side", () => {
  expect(inside("Secret-Key")("the SECRET-KEY is")).toBe(true);
  expect(inside("SECRET-KEY")("the secret-key is")).toBe(true);
});

test("up to three encodings one inside the other are taken off", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const secret = "k3y-0123456789";
  expect(inside(secret)(base64(base64(base64(secret))))).toBe(true);
  expect(inside(secret)(base64(base64(base64(base64(secret)))))).toBe(false);
});

test.each([0, 1, 2, 3])("in Base64 that begins %i signs into a run", (before) => {
  expect(inside("0123-abcdef")("x".repeat(before) + Buffer.from("0123-abcdef").toString("base64"))).toBe(true);
});

test.each([0, 1])("in hex that begins %i signs into a run", (before) => {
  expect(inside("0123-abcdef")("0".repeat(before) + Buffer.from("0123-abcdef").toString("hex"))).toBe(true);
});

test("the shortest that is looked for has six signs; shorter ones and none are in no text", () => {
  expect(shortestSecret).toBe(6);
  expect(inside("abcdef")("xabcdefx")).toBe(true);
  expect(inside("abcde")("xabcdex")).toBe(false);
  expect(showsSecret("", [])).toBe(false);
  expect(showsSecret("anything", ["abcdef", "anything"])).toBe(true);
});

test("two encoded runs do not make a third between them", () => {
  const half = (text: string) => Buffer.from(text).toString("base64");
  expect(inside("left--right")(`${half("xxleft--")} ${half("rightxxx")}`)).toBe(false);
});
