import { describe, expect, test } from "vitest";
import * as inBrowser from "./private-host.browser.ts";
import { isPrivateAddress, isPrivateHost } from "./private-host.ts";

describe.each<[string, boolean, string[]]>([
  [
    "private",
    true,
    [
      "http://localhost/",
      "http://LOCALHOST./",
      "http://app.localhost/",
      "http://127.0.0.1/",
      "http://127.1/",
      "http://2130706433/",
      "http://0x7f.0.0.1/",
      "http://0.0.0.0/",
      "http://10.1.2.3/",
      "http://172.16.0.1/",
      "http://172.31.255.255/",
      "http://192.168.0.1/",
      "http://100.64.0.1/",
      "http://169.254.169.254/",
      "http://metadata.google.internal/",
      "http://printer.local/",
      "http://emulator/",
      "http://[::]/",
      "http://[::1]/",
      "http://[fd00::1]/",
      "http://[fe80::1]/",
      "http://[::ffff:10.0.0.1]/",
      "http://[64:ff9b::7f00:1]/",
      "http://[64:ff9b::808:808]/",
      "http://[64:ff9b:1::1]/",
      "http://[2002:7f00:1::]/",
      "http://[2001::1]/",
      "http://[2001:db8::1]/",
      "http://[fec0::1]/",
      "http://[ff02::1]/",
      "http://[::7f00:1]/",
      "http://[::ffff:0:7f00:1]/",
      "http://[100::1]/",
      "http://198.18.0.1/",
      "http://198.19.255.255/",
      "http://192.0.0.8/",
      "http://192.0.2.1/",
      "http://192.88.99.1/",
      "http://203.0.113.9/",
      "http://224.0.0.251/",
      "http://240.0.0.1/",
      "http://255.255.255.255/",
      "http://localhost.localdomain/",
      "http://router.lan/",
      "http://nas.home.arpa/",
      "http://HOME.ARPA../",
      "http://wiki.corp/",
      "http://127。0。0。1/",
    ],
  ],
  [
    "public",
    false,
    [
      "https://api.segmind.com/",
      "https://10.example.com/",
      "https://localhost.example.com/",
      "https://lan.example/",
      "https://mylocal.example/",
      "https://not-local.example/",
      "https://198.20.0.1/",
      "https://[2a00:1450:4001::1]/",
      "https://8.8.8.8/",
      "https://172.32.0.1/",
      "https://100.128.0.1/",
      "https://169.253.0.1/",
      "https://[2606:4700::1111]/",
      "https://[::ffff:8.8.8.8]/",
    ],
  ],
])("a %s host", (_name, want, urls) => {
  test.each(urls)("%s", (url) => {
    expect(isPrivateHost(new URL(url).hostname)).toBe(want);
  });
});

test("what is not an IP address is not a public one", () => {
  expect(isPrivateAddress("example.com")).toBe(true);
  expect(isPrivateAddress("")).toBe(true);
});

test.each<[string, boolean]>([
  ["http://127.0.0.1/", true],
  ["http://8.8.8.8/", true],
  ["http://[2606:4700::1111]/", true],
  ["http://localhost/", true],
  ["http://a.local./", true],
  ["https://api.example.com/", false],
  ["https://1.2.3.4.example.com/", false],
])("in a page the host of %s counts as private: %s", (url, want) => {
  expect(inBrowser.isPrivateHost(new URL(url).hostname)).toBe(want);
});
