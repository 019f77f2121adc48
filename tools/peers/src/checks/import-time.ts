import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Check } from "../check.ts";
import { interleavedMedians } from "../interleaved.ts";

/** An odd number, so that the median is a measured one. */
const rounds = 15;

/** Milliseconds that a process takes which does nothing but what is in the file. */
function startMs(folder: string, file: string): number {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [file], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`${file} in ${path.basename(folder)} does not start: ${stderr}`);
  return performance.now() - startedMs;
}

export const importTime: Check = {
  id: "import",
  group: "Size and start",
  title: "cold import, over a bare Node",
  wanted: "short",
  tolerance: 0.15,
  async run(installed) {
    const [first] = installed;
    if (!first) return {};
    await writeFile(path.join(first.folder, "nothing.mjs"), "");
    const medians = interleavedMedians(rounds, {
      bare: () => startMs(first.folder, "nothing.mjs"),
      ...Object.fromEntries(
        installed.map(({ peer, folder }) => [peer.id, () => startMs(folder, "program.mjs")] as const),
      ),
    });
    const bareMs = medians.bare ?? 0;
    return Object.fromEntries(
      installed.map(({ peer }) => {
        const wholeMs = medians[peer.id] ?? 0;
        const text = `${Math.round(wholeMs - bareMs)} ms, start ${(wholeMs / bareMs).toFixed(2)}`;
        return [peer.id, { text, score: Math.max(0, wholeMs - bareMs) }];
      }),
    );
  },
};
