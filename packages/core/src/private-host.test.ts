import { describe, expect, test } from "vitest";
import { isPrivateHost } from "./private-host.ts";

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
    ],
  ],
  [
    "public",
    false,
    [
      "https://api.segmind.com/",
      "https://10.example.com/",
      "https://localhost.example.com/",
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
