/** What signs an address, or names who may open it: S3, Google, Azure, CloudFront, Tencent, Volcengine and their like. */
const signing =
  /^(x-[a-z]+-(signature|credential|security-token|algorithm|expires|date|signedheaders)|signature|sig|se|sp|sr|st|sv|sktid|skoid|policy|key-pair-id|googleaccessid|awsaccesskeyid|ossaccesskeyid|q-sign.*|q-ak|expires|token|access_token|auth.*|hmac|hash|credential|secret|api_?key|key)$/i;
const longest = 20;

/** Takes the user, the signature and every long value out of one address; host and path stay. */
export function redactAddress(address: string): string {
  const [, start = "", rest = ""] = /^(https?:\/\/)(.*)$/is.exec(address) ?? [];
  const [withoutFragment = "", ...fragments] = rest.split("#");
  const [place = "", ...queries] = withoutFragment.split("?");
  const slash = place.indexOf("/");
  const at = place.lastIndexOf("@", slash < 0 ? place.length : slash);
  const host = start + (at < 0 ? place : place.slice(at + 1));
  const query = queries.length === 0 ? "" : `?${redactQuery(queries.join("?"))}`;
  return host + query + (fragments.length === 0 ? "" : `#${redactQuery(fragments.join("#"))}`);
}

function redactQuery(query: string): string {
  const pairs = query.split(/&(?:amp;)?/);
  const isSigned = pairs.some((pair) => signing.test(nameOf(pair)));
  return pairs
    .map((pair) => {
      const value = pair.includes("=") ? pair.slice(pair.indexOf("=") + 1) : pair;
      if (!isSigned && value.length < longest) return pair;
      return pair.includes("=") ? `${pair.slice(0, pair.indexOf("="))}=redacted` : "redacted";
    })
    .join("&");
}

function nameOf(pair: string): string {
  return decodeURIComponent((pair.split("=")[0] ?? "").replace(/%(?![0-9a-f]{2})/gi, "%25"));
}

/** The same for every address in a text, and for a signed query that stands without its host. */
export function redactAddresses(text: string): string {
  return text
    .replace(/https?:\/\/[^\s"'<>\\`]+/gi, redactAddress)
    .replace(
      /(?<=^|[\s"'(])(\/[^\s"'<>\\?]*)\?([^\s"'<>\\]+)/g,
      (_, place: string, query: string) => `${place}?${redactQuery(query)}`,
    );
}
