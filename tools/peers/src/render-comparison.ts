import { type Comparison, type Row, standingOf } from "./comparison.ts";

const ours = "ours";

/** The comparison as Markdown. Every sentence that judges is computed from the rows. */
export function renderComparison(comparison: Comparison): string {
  const { measuredOn, machine, peers, rows } = comparison;
  return [
    "# Seedbed beside other clients, measured",
    "<!-- written by `pnpm --filter @seedbed/peers bench`; do not edit -->",
    `Measured on ${measuredOn} with Node ${machine.node} on ${machine.platform}, ${machine.cores} cores, load ${machine.load} when times were taken. Versions: ${versionsOf(comparison)}.`,
    "`pnpm --filter @seedbed/peers bench` measures it again, with whatever is current then: it needs npm's registry and about four minutes. The figures behind it are in [comparison.json](comparison.json).",
    "## Where ours stands",
    standings(comparison),
    ...[...new Set(rows.map(({ group }) => group))].flatMap((group) => [
      `## ${group}`,
      table(
        ["check", ...peers.map(({ label }) => label)],
        rows
          .filter((row) => row.group === group)
          .map((row) => [`${row.title} (wanted: ${row.wanted})`, ...peers.map(({ id }) => cellText(row, id))]),
      ),
    ]),
    "## What each lacks",
    "The rows above in which it does not do what is wanted. Sizes and times are left out: there the table says who is best.",
    peers.map((peer) => `- **${peer.label}**: ${lacks(comparison, peer.id)}`).join("\n"),
    "## How it was measured",
    method.join("\n"),
  ]
    .join("\n\n")
    .concat("\n");
}

const method = [
  "- Each client is installed by npm into a temporary folder of its own, in its current version and unchanged; ours is packed as it would be published. Each call runs in a process of its own, against a scripted server on loopback that counts the requests; no socket of that process opens to anything else.",
  "- A client has the settings that its own documents show first. Only host and key are set, by its own options; `@fal-ai/client` has none for the host, so its own option for `fetch` sends the calls to loopback. A time-out goes by the client's own option, or by an `AbortSignal` where it has none for this call.",
  '- A grade is **bold** where the client does what is wanted, a figure where none is better; figures within 2 % (size), 15 % (import and compile time) or 20 % (lateness) are level. "–" marks a row that does not apply.',
  '- Size is a bundle by esbuild, minified. Import and compile time are medians of 15 and 9, the clients interleaved; "start" is the whole start of the process as a ratio to one that imports nothing. Types are compiled by the TypeScript of this repository.',
  "- Ours is `@seedbed/segmind`. The rows on jobs are `@seedbed/3daistudio`; the aspect ratio and the cost before a call are `@seedbed/compare`, the former with 3D AI Studio, which has no word for 3:2. A job of ours has a deadline of 600 s unless told otherwise, longer than any job is watched here; until then a state that it does not know is told to `onProgress` as `unknown`.",
  "- 3D AI Studio allows 3 requests a minute and says that an image takes 20 to 40 s: ours polls so seldom that it keeps to that, and therefore learns late. The others poll every half second, which their own providers allow.",
  "- `openapi-fetch` has the types of the same Segmind spec, and Segmind's header `x-api-key`: fetch carries it along on a redirect, where it drops `authorization`. It gives `{ data, error }`; the call throws `error` where there is one. It is a transport, and leaves retries, jobs and money to its user.",
  "- `@fal-ai/client` is called by `subscribe`, which submits, polls and fetches; `@huggingface/inference` by `textToImage` on an endpoint of one's own, so it has no jobs here. `ai` types settings for all models alike: any ratio compiles.",
  "- An error is typed where it has a class of the client's own; SyntaxError, TypeError and the runtime's abort and time-out are not. A key counts as printed where `util.inspect` of the error or the client shows it.",
];

function versionsOf({ peers }: Comparison): string {
  return peers
    .flatMap(({ versions }) => Object.entries(versions).map(([name, version]) => `${name} ${version}`))
    .join(", ");
}

function standings({ rows, peers }: Comparison): string {
  const at = rows.map((row) => ({ row, standing: standingOf(row, ours) }));
  const first = at.filter(({ row, standing }) => standing.place === "first" && isMet(row, ours)).map(({ row }) => row);
  const level = at.filter(({ row, standing }) => standing.place === "level" && isMet(row, ours));
  const behind = at.filter(({ standing }) => standing.place === "behind");
  const wanting = rows.filter((row) => !isMet(row, ours) && standingOf(row, ours).place !== "behind");
  const cellOf = (row: Row, id: string) => `${peers.find((peer) => peer.id === id)?.label} ${row.cells[id]?.text}`;
  const opening =
    behind.length === 0
      ? "Ours is first: no client is ahead of it in any row."
      : `Ours is not first everywhere: in ${behind.length} of ${rows.length} rows another client is ahead.`;
  return [
    `${opening} In ${first.length} rows ours is alone at the front, in ${level.length} level with the best.`,
    ...behind.map(
      ({ row, standing }) =>
        `- **Behind**: ${row.title}: ${cellOf(row, ours)}; ${standing.ahead.map((id) => cellOf(row, id)).join(", ")}.`,
    ),
    ...wanting.map((row) => `- **Wanting**, though no client does better: ${row.title}: ${cellOf(row, ours)}.`),
    ...first.map((row) => `- Alone at the front: ${row.title}: ${cellOf(row, ours)}.`),
  ]
    .join("\n")
    .replace("\n", "\n\n");
}

/** Whether a client does what is wanted; of a figure, whether none is better. */
function isMet(row: Row, id: string): boolean {
  const { place } = standingOf(row, id);
  return place === "not applicable" || (row.tolerance === undefined ? row.cells[id]?.score === 0 : place !== "behind");
}

function cellText(row: Row, id: string): string {
  const cell = row.cells[id];
  if (!cell) return "";
  if (cell.score === null) return `– ${cell.text}`;
  return isMet(row, id) ? `**${cell.text}**` : cell.text;
}

function lacks({ rows }: Comparison, id: string): string {
  const unmet = rows.filter((row) => row.tolerance === undefined && !isMet(row, id));
  return unmet.map(({ title, cells }) => `${title} (${cells[id]?.text})`).join("; ") || "nothing that is measured here";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
