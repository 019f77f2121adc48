import { stringify } from "csv-stringify/sync";
import type { BenchAttempt, BenchRecord } from "../bench-record.ts";

/** A column: its name, and what stands in it. What is unknown is empty, never 0. */
type Column = readonly [name: string, value: (attempt: BenchAttempt) => string | number | boolean | null | undefined];

const columns: readonly Column[] = [
  ["id", ({ id }) => id],
  ["block", ({ block }) => block],
  ["prompt_id", ({ promptId }) => promptId],
  ["repetition", ({ repetition }) => repetition],
  ["model", ({ model }) => model],
  ["provider", ({ provider }) => provider],
  ["operation", ({ operation }) => operation],
  ["emulated", ({ emulated }) => emulated],
  ["warm_up", ({ warmUp }) => warmUp],
  ["outcome", ({ outcome }) => outcome],
  ["intended_at", ({ intendedAt }) => intendedAt],
  ["late_ms", ({ lateMs }) => lateMs],
  ["waited_ms", ({ waitedMs }) => waitedMs],
  ["latency_min_ms", ({ latency }) => latency?.minMs],
  ["latency_max_ms", ({ latency }) => latency?.maxMs],
  ["connect_ms", ({ phases }) => phases.connectMs],
  ["first_byte_ms", ({ phases }) => phases.firstByteMs],
  ["queue_ms", ({ phases }) => phases.queueMs],
  ["generation_ms", ({ phases }) => phases.generationMs],
  ["download_ms", ({ phases }) => phases.downloadMs],
  ["total_ms", ({ phases }) => phases.totalMs],
  ["images_asked", ({ imagesAsked }) => imagesAsked],
  ["images", ({ images }) => images.length],
  [
    "blank_images",
    ({ images }) => (images.some(({ blank }) => blank === null) ? null : images.filter(({ blank }) => blank).length),
  ],
  ["width", ({ images }) => images[0]?.width],
  ["height", ({ images }) => images[0]?.height],
  ["media_type", ({ images }) => images[0]?.mediaType],
  [
    "size_bytes",
    ({ images }) => (images.length === 0 ? null : images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)),
  ],
  ["currency", ({ confirmed, worst }) => (worst ?? confirmed)?.currency],
  ["confirmed_min", ({ confirmed }) => confirmed?.min],
  ["confirmed_max", ({ confirmed }) => confirmed?.max],
  ["worst_min", ({ worst }) => worst?.min],
  ["worst_max", ({ worst }) => worst?.max],
  ["failure", ({ failure }) => failure?.name],
  ["failure_status", ({ failure }) => failure?.status],
  ["failure_billed", ({ failure }) => failure?.billed],
  ["failure_message", ({ failure }) => failure?.message],
  ["request_id", ({ requestId }) => requestId],
];

/** Every attempt as a row, those that were not sent among them. A cell that a spreadsheet would take for a formula is quoted. */
export function renderBenchCsv({ attempts }: BenchRecord): string {
  const rows = attempts.map((attempt) => columns.map(([, value]) => String(value(attempt) ?? "")));
  return stringify([columns.map(([name]) => name), ...rows], { escape_formulas: true });
}
