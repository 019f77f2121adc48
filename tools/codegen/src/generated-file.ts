import type { SpecDocument } from "./bundle.ts";

/** A file to be written, relative to the root of the repo. */
export interface GeneratedFile {
  file: string;
  content: string;
}

/** Puts the header of a generated module before its code: what it is, from what, and how to make it anew. */
export function withHeader(spec: SpecDocument, code: string): string {
  return [
    `// Generated from specs/${spec.id} (sha256 ${spec.hash}) by \`pnpm generate\`. Do not edit: change the spec.`,
    "",
    `${code.trim()}\n`,
  ].join("\n");
}
