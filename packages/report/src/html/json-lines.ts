/** A line of a JSON text, with the path of the value that begins in it. */
export interface JsonLine {
  /** e.g. `response.body.images[0]`; empty for a line that only closes. */
  path: string;
  text: string;
}

/** A value as JSON, line by line, each with its path. */
export function jsonLines(value: unknown, path: string, indent = "", name = "", comma = ""): JsonLine[] {
  const start = `${indent}${name === "" ? "" : `${JSON.stringify(name)}: `}`;
  const isList = Array.isArray(value);
  if (typeof value !== "object" || value === null) return [{ path, text: `${start}${JSON.stringify(value)}${comma}` }];
  const entries = Object.entries(value);
  const [open, close] = isList ? "[]" : "{}";
  if (entries.length === 0) return [{ path, text: `${start}${open}${close}${comma}` }];
  return [
    { path, text: `${start}${open}` },
    ...entries.flatMap(([key, inner], at) =>
      jsonLines(
        inner,
        isList ? `${path}[${key}]` : `${path}.${key}`,
        `${indent}  `,
        isList ? "" : key,
        at < entries.length - 1 ? "," : "",
      ),
    ),
    { path: "", text: `${indent}${close}${comma}` },
  ];
}
