import { type Markup, markup } from "../markup.ts";
import type { Verdict } from "../run-record.ts";

/** A verdict in its colour; the word carries the meaning. */
export function verdictBadge(verdict: Verdict, count?: number): Markup {
  return markup`<span class="badge" data-verdict="${verdict}">${count !== undefined && `${count} `}${verdict}</span>`;
}
