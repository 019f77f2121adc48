import { describe, expect, test } from "vitest";
import { formsOf, redactedMark, secretFilter } from "./secret-filter.ts";

/** The text without the secrets, by a filter that is made anew; the filter says the same of whether there are any. */
function without(text: string, ...secrets: string[]): string {
  secretFilter([]); // the latest one is kept
  const filter = secretFilter(secrets);
  const cut = filter?.without(text) ?? text;
  expect(filter?.isIn(text) ?? false).toBe(cut !== text);
  return cut;
}

const utf8 = (text: string) => [...new TextEncoder().encode(text)];
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
const percent = (text: string, sign = "%") =>
  utf8(text)
    .map((byte) => sign + hex(byte, 2))
    .join("");
const units = (text: string) => [...Array(text.length).keys()].map((index) => text.charCodeAt(index));
const escapes = (text: string, before = "\\") =>
  units(text)
    .map((unit) => `${before}u${hex(unit, 4)}`)
    .join("");
const entities = (text: string, write: (code: number) => string) =>
  [...text].map((sign) => `&#${write(sign.codePointAt(0) ?? 0)};`).join("");
const json = (text: string, times: number): string =>
  times === 0 ? text : json(JSON.stringify(text).slice(1, -1), times - 1);
const names: Record<string, string> = { "&": "amp", '"': "quot", "<": "lt", ">": "gt", "'": "apos" };
const named = (text: string) => text.replace(/[&"<>']/g, (sign) => `&${names[sign]};`);
const upper = (text: string) => text.replace(/[a-f]/g, (letter) => letter.toUpperCase());

/** Signs that mean something in a pattern, in JSON, in HTML or in an address, and some that take several bytes. */
const keys = ["k/1.2*3+4?5^6$7", "k(a)[b]{c}|d-e_f", `k"a'b&c<d>e f`, "kä€😀z\u2028", "k\\a\\\\b\\\\\\c"];

describe.each(keys)("%j", (key) => {
  test.each<[string, string]>([
    ["as it is", key],
    ["percent-encoded", encodeURIComponent(key)],
    ["percent-encoded in each byte", percent(key)],
    ["percent-encoded in capitals", upper(percent(key))],
    ["percent-encoded twice", percent(key, "%25")],
    ["percent-encoded four times", percent(key, "%252525")],
    ["in JSON", json(key, 1)],
    ["in JSON within JSON", json(key, 2)],
    ["in escapes", escapes(key)],
    ["in escapes with capitals", upper(escapes(key)).replaceAll("U", "u")],
    ["in escapes of a text three times in JSON", escapes(key, "\\".repeat(7))],
    ["in decimal entities", entities(key, String)],
    ["in decimal entities with zeros", entities(key, (code) => `00${code}`)],
    ["in entities of small letters", entities(key, (code) => `x${hex(code, 1)}`)],
    ["in entities of capitals", entities(key, (code) => `X0000${hex(code, 1).toUpperCase()}`)],
    ["in HTML", named(key)],
    ["in a form", key.replaceAll(" ", "+")],
  ])("is taken out %s", (_name, text) => {
    expect(without(`x ${text} y`, key)).toBe(`x ${redactedMark} y`);
  });

  test.each([0, 1, 2])("is taken out in Base64 that begins %d bytes earlier", (before) => {
    const whole = Buffer.from(`${"a".repeat(before)}${key}zzz`)
      .toString("base64")
      .replaceAll("=", "");
    const inAddress = whole.replaceAll("+", "-").replaceAll("/", "_");
    for (const text of [whole, inAddress, encodeURIComponent(whole), json(whole, 1)]) {
      const cut = without(`x ${text} y`, key);
      expect(cut).toMatch(/^x .{0,4}\[redacted\].{0,6} y$/);
    }
  });

  test("is not taken for another text of its length", () => {
    for (const [index, sign] of [...key].entries()) {
      for (const another of "~+") {
        if (another === sign || (another === "+" && sign === " ")) continue; // in a form a space is one
        const other = [...key].with(index, another).join("");
        for (const text of [other, encodeURIComponent(other), json(other, 1)]) expect(without(text, key)).toBe(text);
      }
    }
  });
});

test("of a secret that is too long for a pattern, each alphabet of Base64 is a form", () => {
  expect(formsOf(["ab?de>"])).toEqual(expect.arrayContaining(["YWI/ZGU+", "YWI_ZGU-"]));
});

test("one after another they leave one mark, and the longer of two that begin alike is taken", () => {
  expect(without("x abcdefabcdef y", "abcdef")).toBe("x [redacted] y");
  for (const secrets of [
    ["abcdef", "abcdef-ghi"],
    ["abcdef-ghi", "abcdef"],
  ])
    expect(without("abcdef-ghi abcdef", ...secrets)).toBe("[redacted] [redacted]");
});

test("two secrets are not those that they make together, nor the other way round", () => {
  expect(without("abcdef ghijkl abcdefghijkl", "abcdefghijkl")).toBe("abcdef ghijkl [redacted]");
  expect(without("abcdef ghijkl", "abcdef", "ghijkl")).toBe("[redacted] [redacted]");
});

test("a line end in a secret belongs to it", () => {
  expect(without("x abc\ndef abcdef y", "abc\ndef")).toBe("x [redacted] abcdef y");
});

test("a secret has six characters, and without one there is no filter", () => {
  expect(secretFilter([])).toBeUndefined();
  expect(secretFilter(["12345", ""])).toBeUndefined();
  expect(without("12345 123456", "12345", "123456")).toBe("12345 [redacted]");
});

test("half of a character in a secret is taken out as it is written by what cannot write it", () => {
  expect(formsOf(["abcde\ud800"])).toContain("abcde%EF%BF%BD");
  expect(without("x abcde\ud800 abcde%ef%bf%bd y", "abcde\ud800")).toBe("x [redacted] [redacted] y");
});

describe("how long a secret may be to be found in each spelling", () => {
  const long = (length: number, start: string) => start.padEnd(length, "0123456789");
  const twice = (key: string) => percent(key, "%25");

  test("it is 200 characters; a longer one is found in its usual forms", () => {
    const [spelled, plain] = [long(200, "a"), long(201, "b")];
    expect(without(`x ${twice(spelled)} y`, spelled, plain)).toBe("x [redacted] y");
    expect(without(`x ${spelled} ${plain} y`, spelled, plain)).toBe("x [redacted] [redacted] y");
    expect(without("x y", plain)).toBe("x y");
    const coded = `x ${twice(plain)} y`;
    expect(without(coded, spelled, plain)).toBe(coded);
    expect(without(`x ${plain}/ y`, `${plain}/`)).toBe("x [redacted] y");
    expect(without(`x ${encodeURIComponent(`${plain}/`)} y`, `${plain}/`)).toBe("x [redacted] y");
  });

  test("all of them are 2000 characters together, the longest first", () => {
    const ten = Array.from({ length: 10 }, (_, index) => long(200, String.fromCharCode(97 + index)));
    const short = "short-secret";
    const all = [short, ...ten];
    const [first, last] = [twice(ten[0] ?? ""), twice(ten[9] ?? "")];
    const coded = twice(short);
    expect(without(`${first} ${last} ${coded} ${short}`, ...all)).toBe(`[redacted] [redacted] ${coded} [redacted]`);
    expect(without(`${coded} ${short}`, short, ...ten.slice(1))).toBe("[redacted] [redacted]");
  });
});
