/** The bytes of a base64 text; undefined where it is none. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
    return bytes;
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

/** The bytes and media type of a `data:` URI with base64; undefined where it is none. */
export function decodeDataUri(uri: string): { mediaType: string; bytes: Uint8Array<ArrayBuffer> } | undefined {
  const comma = uri.indexOf(",");
  const head = /^data:([a-z0-9.+-]+\/[a-z0-9.+-]+)?(?:;[^,;]+)*;base64$/i.exec(uri.slice(0, Math.max(0, comma)));
  const bytes = head && decodeBase64(uri.slice(comma + 1));
  return bytes ? { mediaType: (head[1] ?? "application/octet-stream").toLowerCase(), bytes } : undefined;
}
