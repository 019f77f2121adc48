export { formatBytes, formatDuration, formatSize } from "./figures.ts";
export type { ReadImage } from "./html/card.ts";
export { baseStyle } from "./html/style-base.ts";
export { escapeMarkup, Markup, type MarkupValue, markup } from "./markup.ts";
export { createProgress, type Progress } from "./progress.ts";
export { renderAnnotations } from "./render-annotations.ts";
export { renderHtml } from "./render-html.ts";
export { renderJson } from "./render-json.ts";
export { renderJunit } from "./render-junit.ts";
export { renderMarkdown } from "./render-markdown.ts";
export { overlays, renderOverlay } from "./render-overlay.ts";
export { renderTerminal } from "./render-terminal.ts";
export type {
  CheckRecord,
  ClaimStanding,
  CostRecord,
  CoverageLayer,
  CoverageRecord,
  DriftKind,
  ExchangeRecord,
  Finding,
  GenerationRecord,
  ImageRecord,
  LatencyClaim,
  Layer,
  OperationRecord,
  OverlayAction,
  ParityRecord,
  Provenance,
  ProviderRecord,
  RunRecord,
  StatementRecord,
  Verdict,
} from "./run-record.ts";
export type { SpentRecord } from "./spent-record.ts";
export { wrapText } from "./text-table.ts";
