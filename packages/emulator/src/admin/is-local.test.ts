import { expect, test } from "vitest";
import { isLocal } from "./is-local.ts";

test.each([
  ["http://127.0.0.1:4010/", "127.0.0.1", undefined, true],
  ["http://localhost:4010/", "::1", undefined, true],
  ["http://[::1]:4010/", "::1", undefined, true],
  ["http://127.0.0.1:4010/", "::ffff:127.0.0.1", "http://127.0.0.1:4010", true],
  ["http://127.0.0.1:4010/", "127.0.0.1", "http://127.0.0.1:5173", false],
  ["http://127.0.0.1:4010/", "127.0.0.1", "http://localhost:4010", false],
  ["http://0.0.0.0:4010/", "127.0.0.1", undefined, true],
  ["http://[::]:4010/", "::1", undefined, true],
  ["http://0.0.0.0:4010/", "192.168.1.9", undefined, false],
  ["http://192.168.1.7:4010/", "192.168.1.9", undefined, false],
  ["http://192.168.1.9:4010/", "127.0.0.1", undefined, false],
  ["http://127.0.0.1:4010/", "192.168.1.8", undefined, false],
  ["http://127.0.0.1:4010/", undefined, undefined, false],
  ["http://127.0.0.1.example:4010/", "127.0.0.1", undefined, false],
  ["http://192.168.1.7:4010/", "192.168.1.7", undefined, true],
  ["http://192.168.1.7:4010/", "::ffff:192.168.1.7", undefined, true],
  ["http://127.0.0.1:4010/", "127.0.0.1", "https://localhost.example", false],
])("%s from %s, origin %s: %s", (url, remoteAddress, origin, want) => {
  const localAddress = remoteAddress?.startsWith("::ffff:") ? "::ffff:192.168.1.7" : "192.168.1.7";
  expect(isLocal(new Request(url, { headers: origin ? { origin } : {} }), { remoteAddress, localAddress })).toBe(want);
});
