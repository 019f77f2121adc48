import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** An empty folder, which goes with all that is in it when the test has ended. */
export function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "seedbed-ledger-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
