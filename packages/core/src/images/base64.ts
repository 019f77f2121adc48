/** Characters that are decoded at a time: all at once would be in memory several times. */
const sliceLength = 0x10000;

/** The bytes of a base64 or base64url text, with or without white space and padding; undefined if it is neither. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let sizeBytes = 0;
  let rest = "";
  try {
    for (let start = 0; start < text.length; start += sliceLength) {
      const plain = rest + text.slice(start, start + sliceLength).replaceAll(/\s+/g, "");
      const isLast = start + sliceLength >= text.length;
      const length = isLast ? plain.length : Math.max(0, plain.length - 2) & ~3; // padding is at the end alone
      rest = plain.slice(length);
      const digits = plain.slice(0, length).replaceAll("-", "+").replaceAll("_", "/");
      if (!isLast && digits.includes("=")) return undefined;
      const binary = atob(digits);
      for (let index = 0; index < binary.length; index += 1) bytes[sizeBytes + index] = binary.charCodeAt(index);
      sizeBytes += binary.length;
    }
    return sizeBytes === bytes.length ? bytes : bytes.slice(0, sizeBytes);
  } catch {
    return undefined;
  }
}

/** The base64 text of bytes. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

/** Characters up to the comma of a `data:` URI: a longer head is refused, as it could only cost time. */
const longestHead = 1000;
const head = /^data:([a-z0-9.+-]+\/[a-z0-9.+-]+)?(?:;[^,;]+)*;base64$/i;

/** The bytes and media type of a `data:` URI with base64; undefined if it is none. */
export function decodeDataUri(uri: string): { mediaType: string; bytes: Uint8Array<ArrayBuffer> } | undefined {
  const comma = uri.slice(0, longestHead).indexOf(",");
  const [found, mediaType = "application/octet-stream"] = head.exec(uri.slice(0, Math.max(0, comma))) ?? [];
  if (found === undefined) return undefined;
  const data = uri.slice(comma + 1);
  try {
    // In an address `+`, `/` and `=` may be percent-encoded.
    const bytes = decodeBase64(data.includes("%") ? decodeURIComponent(data) : data);
    return bytes && { mediaType: mediaType.toLowerCase(), bytes };
  } catch {
    return undefined;
  }
}

/** The bytes of a text that is a `data:` URI or base64, and what it calls them; undefined if it is neither. */
export function decodeInline(text: string): { mediaType?: string; bytes: Uint8Array<ArrayBuffer> } | undefined {
  if (/^\s*data:/i.test(text)) return decodeDataUri(text.trim());
  const bytes = decodeBase64(text);
  return bytes && { bytes };
}

/** Base64 of a text that begins so many bytes into what is encoded: the characters that depend on it alone. */
export function base64Within(text: string, before: number): string {
  const bytes = [...new Uint8Array(before), ...new TextEncoder().encode(text)];
  const whole = btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
}
