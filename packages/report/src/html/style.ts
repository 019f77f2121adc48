import type { RunRecord } from "../run-record.ts";
import { presentProviders, presentVerdicts } from "./checks.ts";
import { baseStyle } from "./style-base.ts";
import { listStyle } from "./style-lists.ts";
import { pictureStyle } from "./style-pictures.ts";

/** The whole style of the page. */
export function pageStyle(record: RunRecord): string {
  return [baseStyle, pictureStyle, listStyle, filterStyle(record)].join("\n");
}

/** Filters the checks by the radio buttons that are chosen. Providers stand in it by number, so that no name can break it. */
function filterStyle(record: RunRecord): string {
  const verdicts = presentVerdicts(record);
  const providers = presentProviders(record);
  const some = (verdict: string, provider: string) =>
    record.checks.some((check) => check.verdict === verdict && check.provider === provider);
  const byVerdict = verdicts.map(
    (verdict) => `#checks:has(#verdict-${verdict}:checked) {
  .group:not([data-verdict="${verdict}"]) { display: none; }
  .group::details-content { content-visibility: visible; block-size: auto; }
}`,
  );
  const byProvider = providers.map((provider, index) => {
    const empty = verdicts.filter((verdict) => !some(verdict, provider));
    return `#checks:has(#provider-${index}:checked) {
  .check:not([data-provider="${index}"]), .count-all { display: none; }
  .count-${index} { display: inline; }
${empty
  .map(
    (verdict) => `  .group[data-verdict="${verdict}"] { display: none; }
  &:has(#verdict-${verdict}:checked) .no-match { display: block; }`,
  )
  .join("\n")}
}`;
  });
  return [".count:not(.count-all) { display: none; }", ...byVerdict, ...byProvider].join("\n");
}
