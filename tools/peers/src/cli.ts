import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { comparePeers } from "./compare-peers.ts";
import { standingOf } from "./comparison.ts";
import { install } from "./install.ts";
import { peers } from "./peers/index.ts";
import { renderComparison } from "./render-comparison.ts";

const docs = new URL("../../../docs/", import.meta.url);
const startedMs = performance.now();
const say = (text: string) =>
  console.error(`${String(Math.round((performance.now() - startedMs) / 1000)).padStart(4)} s  ${text}`);

const lab = await mkdtemp(path.join(tmpdir(), "seedbed-peers-"));
try {
  say("installing the current version of each client");
  const installs = peers.map((peer) => install(peer, lab));
  await Promise.allSettled(installs); // none may still write when the folder is removed
  const installed = await Promise.all(installs);
  const comparison = await comparePeers(installed, say);
  await writeFile(new URL("comparison.json", docs), `${JSON.stringify(comparison, null, 2)}\n`);
  await writeFile(new URL("comparison.md", docs), renderComparison(comparison));
  const behind = comparison.rows.filter((row) => standingOf(row, "ours").place === "behind");
  say(
    `done: docs/comparison.md has ${comparison.rows.length} rows; ours is behind in ${behind.length}${behind.map(({ title }) => `\n        ${title}`).join("")}`,
  );
} catch (error) {
  say(
    `The comparison did not end, and docs/comparison.md is as it was: ${error instanceof Error ? error.message : error}`,
  );
  process.exitCode = 1;
} finally {
  await rm(lab, { recursive: true, force: true });
}
