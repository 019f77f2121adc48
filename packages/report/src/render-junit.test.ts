import { expect, it } from "vitest";
import { renderJunit } from "./render-junit.ts";
import { sampleRecord } from "./sample/record.ts";

const xml = renderJunit(sampleRecord);

it("has a suite per layer and provider, with its totals", () => {
  expect(xml).toContain('<testsuites name="seedbed check" tests="35" failures="1" errors="1" time="5.310">');
  expect(xml.match(/<testsuite /g)).toHaveLength(11);
  expect(xml).toContain('<testsuite name="smoke novita (emulated)" tests="3" failures="1" errors="1"');
});

it.each<[string, RegExp]>([
  ["a violation as a failure", /<failure type="violation" message="the image is not of the size that was asked for">/],
  ["transport trouble as an error", /<error type="transport" message="novita seedream5Lite: the connection was reset/],
  ["a skip with its reason", /<skipped message="no recording yet: it needs a key"\/>/],
  [
    "drift as a note that passes",
    /extra-field\.json"><system-out>drift: response\.body\.seed: [^<]*<\/system-out><\/testcase>/,
  ],
  ["markup in a message as text", /an answer &lt;script&gt;/],
])("writes %s", (_, want) => {
  expect(xml).toMatch(want);
});
