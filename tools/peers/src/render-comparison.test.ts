import { expect, test } from "vitest";
import { bad, good, none } from "./check.ts";
import type { Comparison } from "./comparison.ts";
import { renderComparison } from "./render-comparison.ts";

const comparison: Comparison = {
  measuredOn: "2026-11-21",
  machine: { node: "24.1.0", cores: 2, platform: "linux x64", load: 0.5 },
  peers: [
    { id: "ours", label: "Seedbed", versions: { "@seedbed/segmind": "0.1.0" } },
    { id: "other", label: "Other | Co", versions: { other: "9.9.9" } },
  ],
  rows: [
    {
      id: "posts",
      group: "Double billing",
      title: "503",
      wanted: "one POST",
      cells: { ours: good("1 POST"), other: bad("3 POSTs") },
    },
    {
      id: "job",
      group: "Double billing",
      title: "a lost job",
      wanted: "an error",
      cells: { ours: bad("still running"), other: none("no jobs") },
    },
    {
      id: "size",
      group: "Size and start",
      title: "bundle",
      wanted: "small",
      tolerance: 0.1,
      cells: { ours: { text: "9 KB", score: 9 }, other: { text: "2 KB", score: 2 } },
    },
  ],
};
const text = renderComparison(comparison);

test.each([
  [
    "the day, the machine and the versions",
    "Measured on 2026-11-21 with Node 24.1.0 on linux x64, 2 cores, load 0.5 when times were taken. Versions: @seedbed/segmind 0.1.0, other 9.9.9.",
  ],
  [
    "how many rows ours is behind in",
    "in 1 of 3 rows another client is ahead. In 1 rows ours is alone at the front, in 0 level with the best.",
  ],
  ["where ours is behind, and whom", "- **Behind**: bundle: Seedbed 9 KB; Other | Co 2 KB."],
  [
    "what ours lacks though no one does better",
    "- **Wanting**, though no client does better: a lost job: Seedbed still running.",
  ],
  ["where ours is alone", "- Alone at the front: 503: Seedbed 1 POST."],
  ["the clients as columns", "| check | Seedbed | Other \\| Co |\n| --- | --- | --- |\n"],
  ["what is wanted in bold", "| 503 (wanted: one POST) | **1 POST** | 3 POSTs |"],
  ["what does not apply with a dash", "| a lost job (wanted: an error) | still running | – no jobs |"],
  ["the best figure in bold", "| bundle (wanted: small) | 9 KB | **2 KB** |"],
  ["what each lacks, ours too", "- **Seedbed**: a lost job (still running)\n- **Other | Co**: 503 (3 POSTs)\n"],
])("tells %s", (_, part) => {
  expect(text).toContain(part);
});

test("says that ours is first where no client is ahead", () => {
  const [first] = comparison.rows;
  expect(renderComparison({ ...comparison, rows: first ? [first] : [] })).toContain(
    "Ours is first: no client is ahead",
  );
});
