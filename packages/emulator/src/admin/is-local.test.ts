import { expect, test } from "vitest";
import { isLocal } from "./is-local.ts";

test.each([
  ["http://127.0.0.1:4010/", "127.0.0.1", undefined, true],
  ["http://localhost:4010/", "::1", undefined, true],
  ["http://[::1]:4010/", "::1", undefined, true],
  ["http://127.0.0.1:4010/", "::ffff:127.0.0.1", "http://127.0.0.1:5173", true],
  ["http://127.0.0.1:4010/", "192.168.1.7", undefined, false],
  ["http://127.0.0.1:4010/", undefined, undefined, false],
  ["http://127.0.0.1.example:4010/", "127.0.0.1", undefined, false],
  ["http://192.168.1.7:4010/", "192.168.1.7", undefined, false],
  ["http://127.0.0.1:4010/", "127.0.0.1", "https://localhost.example", false],
])("%s from %s, origin %s: %s", (url, remoteAddress, origin, want) => {
  expect(isLocal(new Request(url, { headers: origin ? { origin } : {} }), remoteAddress)).toBe(want);
});
