import { describe, expect, test } from "vitest";
import { formats } from "../images/image-formats.ts";
import { rareFormats as rareInPage } from "../images/rare-formats.browser.ts";
import { rareFormats } from "../images/rare-formats.ts";
import { formsOf, type TextFilter } from "../redaction/secret-filter.ts";
import { cleaned, shows } from "../redaction/shown.browser.ts";
import { spelledOf } from "../redaction/spelled.browser.ts";
import { continues, rangeHeaders } from "./resumable-body.browser.ts";

// What stands in for larger modules in bundles for browsers.

test("the same formats are recognized in a page, by the same bytes, and those of no document are not measured", () => {
  const sources = (list: typeof rareFormats) => list.map(({ signature }) => signature.source);
  expect([...new Set(rareInPage.map(({ type }) => type))]).toEqual([...new Set(rareFormats.map(({ type }) => type))]);
  const jxl = (list: typeof rareFormats) => list.filter(({ type }) => type === "jxl");
  expect(sources(rareInPage.filter((format) => !jxl(rareInPage).includes(format)))).toEqual(
    sources(rareFormats.filter((format) => !jxl(rareFormats).includes(format))),
  );
  for (const head of ["\0\0\0\fJXL \r\n\x87\n", "\xff\n"])
    expect([rareFormats, rareInPage].map((list) => list.some(({ signature }) => signature.test(head)))).toEqual([
      true,
      true,
    ]);
  expect(rareInPage.map(({ size }) => size(new DataView(new ArrayBuffer(0))))).toEqual(rareInPage.map(() => undefined));
  expect(formats.slice(0, 4).map(({ type }) => type)).toEqual(["png", "jpeg", "gif", "webp"]);
});

test("a download begins anew in a page: leave to ask for the rest may be refused", () => {
  const chunks = [new Uint8Array(3)];
  const rest = { validator: '"a"', totalBytes: 9 };
  expect(rangeHeaders({ chunks, rest })).toEqual({});
  expect(continues({ chunks, rest }, new Response("", { headers: { "accept-ranges": "bytes" } }))).toBe(true);
  expect(chunks).toEqual([]);
});

describe("a key that a page was allowed to hold is not shown", () => {
  const key = "SG_0123/456789+abcdef";
  const { plain } = spelledOf([key]);
  const forms = formsOf(plain);
  const unwanted: TextFilter = {
    isIn: (text) => forms.some((form) => text.includes(form)),
    without: (text) => forms.reduce((rest, form) => rest.replaceAll(form, "[redacted]"), text),
    mark: "[redacted]",
  };

  test.each<[string, unknown]>([
    ["a text", `key ${key}`],
    ["a percent-encoded text", `a=${encodeURIComponent(key)}`],
    ["Base64", btoa(`user:${key}`)],
    ["an error's message", new Error(key)],
    ["a cause", new Error("a", { cause: new Error("b", { cause: { headers: [key] } }) })],
    ["an error's own property", Object.assign(new Error("a"), { request: { headers: { authorization: key } } })],
    ["a hidden property", Object.defineProperty({}, "a", { value: key })],
    ["a name", { [key]: 1 }],
    ["what keeps its parts inside", new Map([["a", key]])],
    [
      "what throws as it is read",
      {
        get a() {
          throw new Error("no");
        },
      },
    ],
  ])("in %s", (_where, value) => {
    expect(shows(value, unwanted)).toBe(true);
    const shown = cleaned(value, unwanted);
    expect(shows(shown, unwanted)).toBe(false);
    expect(JSON.stringify([shown, String(shown)])).not.toContain(key.slice(0, 6));
  });

  test.each<[string, unknown]>([
    ["a text", "no key"],
    ["nothing", undefined],
    ["an error", new TypeError("Failed to fetch", { cause: { code: 1 } })],
    ["what the runtime throws", new DOMException("aborted", "AbortError")],
  ])("and %s without it is left as it is", (_what, value) => {
    expect(shows(value, unwanted)).toBe(false);
  });

  test("and parts that lead back to each other are looked at once", () => {
    const nodes: object[][] = Array.from({ length: 60 }, () => []);
    for (const node of nodes) node.push(...nodes);
    expect(shows(nodes, unwanted)).toBe(false);
    expect(shows(Array(20_000).fill(0), unwanted)).toBe(true);
  });

  test("and an error keeps the rest of its words", () => {
    expect(String(cleaned(new TypeError(`no ${key} here`), unwanted))).toBe("Error: TypeError: no [redacted] here");
  });
});
