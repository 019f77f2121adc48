import { describe, expect, test } from "vitest";
import { originsIn } from "./origins.ts";
import type { TapedExchange } from "./tape.ts";

const taped = (changes: { url?: string; header?: string; body?: string }): TapedExchange => ({
  method: "GET",
  url: changes.url ?? "https://api.acme.com/v1",
  requestHeaders: {},
  requestBody: "",
  status: 200,
  responseHeaders: changes.header === undefined ? {} : { location: changes.header },
  responseBody: new TextEncoder().encode(changes.body ?? ""),
});
const own = "https://api.acme.com";
const found = (changes: Parameters<typeof taped>[0]) => [...originsIn([taped(changes)], own, own).keys()];

describe("an address of this machine or of a private network is found", () => {
  test.each([
    ["http://localhost:8080/a.png", "http://localhost:8080"],
    ["http://localhost/a.png", "http://localhost"],
    ["http://127.0.0.1:4010/a", "http://127.0.0.1:4010"],
    ["http://127.12.0.254/a", "http://127.12.0.254"],
    ["https://0.0.0.0:1/a", "https://0.0.0.0:1"],
    ["http://10.0.12.255/a", "http://10.0.12.255"],
    ["http://192.168.17.20:99/a", "http://192.168.17.20:99"],
    ["http://172.16.0.1/a", "http://172.16.0.1"],
    ["http://172.20.100.1/a", "http://172.20.100.1"],
    ["http://172.31.0.1/a", "http://172.31.0.1"],
    ["http://[::1]:8080/a", "http://[::1]:8080"],
    ["http://gateway/a", "http://gateway"],
    ["http://files.internal:8080/a", "http://files.internal:8080"],
    ["http://printer.local/a", "http://printer.local"],
  ])("%s", (address, origin) => {
    expect(found({ body: `see ${address}` })).toEqual([origin]);
    expect(found({ header: address })).toEqual([origin]);
    expect(found({ url: address })).toEqual([origin]);
  });
});

test.each([
  "https://cdn.acme.com/a.png",
  "http://172.15.0.1/a",
  "http://172.32.0.1/a",
  "http://8.8.8.8/a",
  "no address",
])("%s is a public place, or none", (text) => expect(found({ body: text })).toEqual([]));

test("a gateway stands for the provider's own address, and a file server for one of no one", () => {
  const exchanges = [taped({ url: "http://gateway:9/novita/v3" }), taped({ body: '"http://10.1.1.1/i.png"' })];
  expect([...originsIn(exchanges, "http://gateway:9/novita", own)]).toEqual([
    ["http://gateway:9/novita", own],
    ["http://gateway:9", "https://files.example.com"],
    ["http://10.1.1.1", "https://files.example.com"],
  ]);
  expect(originsIn([], own, own).size).toBe(0);
});

test("what the base URL stands for is not overwritten by what is found", () => {
  expect([...originsIn([taped({ url: "http://localhost:9/v3" })], "http://localhost:9", own)]).toEqual([
    ["http://localhost:9", own],
  ]);
});
