import { createHash } from "node:crypto";
import type { Spec } from "./read-spec.ts";
import type { Bump, SpecDiff } from "./spec-diff.ts";

/** The name of the file: one for each old spec, so that a diff that grows replaces its own changeset. */
export function changesetName(provider: string, before: Spec): string {
  const hash = createHash("sha256").update(JSON.stringify(before)).digest("hex").slice(0, 8);
  return `spec-${provider}-${hash}.md`;
}

/** The bump of a package that is 0.x: what breaks moves the minor, everything else the patch. */
export function zeroBump(bump: Bump): Bump {
  return bump === "major" ? "minor" : bump === "none" ? "none" : "patch";
}

const headings: readonly (readonly [Bump, string])[] = [
  ["major", "What breaks:"],
  ["minor", "What is new:"],
  ["patch", "Also changed:"],
];

/** The changeset in words, grouped by what it means for users. */
export function changesetText(provider: string, diff: SpecDiff, packages: Readonly<Record<string, Bump>>): string {
  const moved = Object.entries(packages).map(([name, bump]) => `"${name}": ${zeroBump(bump)}`);
  const groups = headings.flatMap(([bump, heading]) => {
    const lines = diff.changes.filter((change) => change.bump === bump).map(line);
    return lines.length === 0 ? [] : [`${heading}\n\n${[...new Set(lines)].sort().join("\n")}`];
  });
  return `---\n${moved.join("\n")}\n---\n\nThe contract of ${provider} has changed.\n\n${groups.join("\n\n")}\n`;
}

function line({ message, location }: SpecDiff["changes"][number]): string {
  const keys = location.split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const place = keys[1] === "paths" ? `${keys[3]?.toUpperCase() ?? "path"} ${keys[2]}` : (keys[3] ?? keys[1] ?? "spec");
  return `- ${place}: ${message}`;
}

/** The bump that a changeset's text gives a package. */
export function bumpIn(text: string, name: string): Bump {
  const head = /^\s*---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? "";
  for (const row of head.split("\n")) {
    const [, found, bump] = /^\s*["']?([^"':]+)["']?\s*:\s*["']?(major|minor|patch|none)["']?\s*$/.exec(row) ?? [];
    if (found === name && (bump === "major" || bump === "minor" || bump === "patch")) return bump;
  }
  return "none";
}
