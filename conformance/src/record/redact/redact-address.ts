/** What signs an address, or names who may open it: S3, Google, Azure, CloudFront, Tencent, Volcengine and their like. */
const signing =
  /^(x-[a-z]+-(signature|credential|security-token|algorithm|expires|date|signedheaders)|signature|sig|se|sp|sr|st|sv|sktid|skoid|policy|key-pair-id|googleaccessid|awsaccesskeyid|ossaccesskeyid|q-sign.*|q-ak|expires|token|access_token|auth.*|hmac|hash|credential|secret|api[_-]?key|key|code|client_(secret|assertion)|(id|refresh|session)_token|password|passwd|pwd|session_?id|sid|jwt|ticket|otp)$/i;
/** A field of a body or a header whose value opens something. */
const opening =
  /^(x-)?((.*[_-])?(signature|token|secret|password|passwd|credentials?|api[_-]?key|access[_-]?key([_-]?id)?|private[_-]?key|assertion|jwt)|sig|pwd|key|code|session(_?id)?|sid|otp|authorization|cookie|x-amz-.*|amz-.*)$/i;
/** The same in capitals within a word: `clientSecret`, `accessToken`. */
const openingWithin = /[a-z](Signature|Token|Secret|Password|Credentials?|ApiKey|AccessKey|PrivateKey)$/;

const longest = 20;

/** Whether a field or a header holds a credential by its name. */
export function isCredential(name: string): boolean {
  return name.length < 100 && (opening.test(name) || openingWithin.test(name));
}

function opens(name: string): boolean {
  return signing.test(name) || isCredential(name);
}

/** A text that is an address or the rest of one, as in `location`: what opens it is taken out. */
export function redactReference(text: string): string {
  if (/^https?:\/\//i.test(text)) return redactAddress(text);
  return text.replace(/([?#])([^?#]*)/g, (_, mark: string, query: string) => mark + redactQuery(query));
}

/** The values in the queries of addresses that are credentials by their names, decoded and as they are. */
export function credentialsInQuery(address: string): string[] {
  const pairs = address.split(/[?#&]/).slice(1);
  return pairs.flatMap((pair) => {
    const value = pair.slice(pair.indexOf("=") + 1);
    return pair.includes("=") && opens(nameOf(pair)) ? [value, decoded(value)] : [];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, "%25"));
  } catch {
    return text; // its bytes are no text
  }
}

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
  const isSigned = pairs.some((pair) => opens(nameOf(pair)));
  return pairs
    .map((pair) => {
      const value = pair.includes("=") ? pair.slice(pair.indexOf("=") + 1) : pair;
      if ((!isSigned && value.length < longest) || value === "[redacted]") return pair;
      return pair.includes("=") ? `${pair.slice(0, pair.indexOf("="))}=redacted` : "redacted";
    })
    .join("&");
}

function nameOf(pair: string): string {
  return decoded(pair.split("=")[0] ?? "");
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
