import { expect, test } from "vitest";
import { ProviderError } from "../call/errors.ts";
import { escapeJson, isSteering, plainLines, plainText, shortText } from "./plain-text.ts";

const steering = ["\0", "\b", "\r", "\u001b", "\u007f", "\u009b", "\u061c", "\u200f", "\u202e", "\u2066"];

test.each(steering)("%j becomes a space, and is said to steer", (character) => {
  expect(plainText(`a${character}b`)).toBe("a b");
  expect(plainLines(`a${character}\n\tb`)).toBe("a \n\tb");
  expect(isSteering(`a${character}b`)).toBe(true);
});

test("line ends and tabs become spaces in one line, and stay in several", () => {
  expect(plainText("a\n\tb\u2028c")).toBe("a  b c");
  expect(isSteering("a\n\tb")).toBe(false);
});

test("words of any script, and what is made of several characters, stay as they are", () => {
  const text = "koi 鯉 قَمَر 👩🏽‍🎨 é";
  expect(plainText(text)).toBe(text);
});

test("a long text is cut between characters, and its size is said", () => {
  expect(shortText("abc", 3)).toBe("abc");
  expect(shortText("abcd", 3)).toBe("abc… (4 characters)");
  expect(shortText("ab👩cd", 3)).toBe("ab… (6 characters)");
  expect(shortText("👩b👩cd", 4)).toBe("👩b… (7 characters)");
  expect(shortText("👩bcd", 4)).toBe("👩bc… (5 characters)");
});

test("an error holds no more of a foreign text than a person can read, in one line that steers no terminal", () => {
  const code = `\u001b]0;x\u0007${"9".repeat(5_000_000)}`;
  const error = new ProviderError(`failed:\r\n${code}`, { code, requestId: code, cause: new SyntaxError("\u001b[2J") });
  for (const text of [error.message, error.code, error.requestId, (error.cause as Error).message, error.stack])
    expect(isSteering(text ?? "")).toBe(false);
  expect(error.message.length).toBeLessThan(4100);
  expect(error.message).toMatch(/^failed: {3}\]0;x 9+… \(5000015 characters\)$/);
  expect(`${error.code}${error.requestId}`.length).toBeLessThan(700);
});

test("bytes on an error are the very bytes, and are not printed", () => {
  const bytes = new TextEncoder().encode("SG_0123456789 \u001b[2J");
  const error = new ProviderError("failed", { secrets: ["SG_0123456789"], ...{ bytes } });
  expect(Reflect.get(error, "bytes")).toBe(bytes);
  expect(JSON.stringify(error)).not.toContain("bytes");
});

test("JSON is written so that it steers no terminal, and reads as the same value", () => {
  const value = { "a\u202e": ["\u007f\u009f", "\u2028\u2029", "koi 鯉 👩 é \n"] };
  const text = escapeJson(JSON.stringify(value));
  expect(text).toBe('{"a\\u202e":["\\u007f\\u009f","\\u2028\\u2029","koi 鯉 👩 é \\n"]}');
  expect(JSON.parse(text)).toEqual(value);
});
