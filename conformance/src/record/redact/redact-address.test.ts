import { expect, test } from "vitest";
import { redactAddress, redactAddresses } from "./redact-address.ts";

test.each([
  ["HTTP://a.test?sig=x", "HTTP://a.test?sig=redacted"],
  ["http://a.test", "http://a.test"],
  ["https://me:p@ss@a.test", "https://a.test"],
  ["https://me@a.test/i@2x.png", "https://a.test/i@2x.png"],
  ["https://a.test/i@2x.png", "https://a.test/i@2x.png"],
  ["https://a.test/i?a=1&b=2#top", "https://a.test/i?a=1&b=2#top"],
  ["https://a.test/i?token=1#access_token=2", "https://a.test/i?token=redacted#access_token=redacted"],
  ["https://a.test/i#one#two", "https://a.test/i#one#two"],
  ["https://a.test/i?a=1?b=2", "https://a.test/i?a=1?b=2"],
  ["https://a.test/i?sig=1&amp;v=2", "https://a.test/i?sig=redacted&v=redacted"],
  ["https://a.test/i?01234567890123456789", "https://a.test/i?redacted"],
  ["https://a.test/i?0123456789012345678", "https://a.test/i?0123456789012345678"],
  ["https://a.test/i?v=0123456789012345678", "https://a.test/i?v=0123456789012345678"],
  ["https://a.test/i?v=01234567890123456789", "https://a.test/i?v=redacted"],
  ["https://a.test/i?v=a=b&sig", "https://a.test/i?v=redacted&redacted"],
  ["https://a.test/i?s%69g=1", "https://a.test/i?s%69g=redacted"],
  ["https://a.test/i?100%=1", "https://a.test/i?100%=1"],
  ["https://a.test/i?design=1&monkey=2&expired=3", "https://a.test/i?design=1&monkey=2&expired=3"],
  ["https://a.test/i?q-sign-algorithm=sha1", "https://a.test/i?q-sign-algorithm=redacted"],
  ["https://a.test/i?apikey=1", "https://a.test/i?apikey=redacted"],
  ["https://a.test/i?api_key=1", "https://a.test/i?api_key=redacted"],
  ["https://a.test/i?authorization=1", "https://a.test/i?authorization=redacted"],
  ["https://a.test/i?x-goog-date=1", "https://a.test/i?x-goog-date=redacted"],
])("%s is written as %s", (given, want) => expect(redactAddress(given)).toBe(want));

test.each([
  ["/i.png?sig=1", "/i.png?sig=redacted"],
  ['see "/a/i.png?sig=1" there', 'see "/a/i.png?sig=redacted" there'],
  ["(/i?sig=1", "(/i?sig=redacted"],
  ["path=/i?sig=1", "path=/i?sig=1"],
  ["/?token=ab&v=1", "/?token=redacted&v=redacted"],
  ["/i.png?v=1", "/i.png?v=1"],
  [
    "http://a.test/i?sig=1 and https://b.test/i?sig=2",
    "http://a.test/i?sig=redacted and https://b.test/i?sig=redacted",
  ],
  ["<a href='https://a.test/i?sig=1'>", "<a href='https://a.test/i?sig=redacted'>"],
])("in the text %s: %s", (given, want) => expect(redactAddresses(given)).toBe(want));
