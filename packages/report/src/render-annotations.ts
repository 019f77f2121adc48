import { findingWords } from "./phrases.ts";
import { plainText } from "./plain-text.ts";
import type { CheckRecord, RunRecord } from "./run-record.ts";

const most = 10;

/** What GitHub makes of a line: `::error file=…,line=…,title=…::message`. */
type Command = "error" | "warning" | "notice";

/**
 * The run as workflow commands of GitHub, which shows them beside the lines of the files: an error for each violation, a
 * warning for what did not come through and for each fixture that is old, a notice for each drift. GitHub shows ten of a
 * kind: of more, the last line says how many there are. Empty where there is nothing to say.
 */
export function renderAnnotations(record: RunRecord): string {
  const { checks } = record;
  const found = (verdicts: readonly string[]) => checks.filter(({ verdict }) => verdicts.includes(verdict));
  const kinds: [Command, string, string[]][] = [
    ["error", "violations", found(["violation"]).map((check) => annotation("error", check, wordsOf(check)))],
    [
      "warning",
      "warnings",
      [
        ...found(["transport", "harness"]).map((check) => annotation("warning", check, wordsOf(check))),
        ...checks.flatMap((check) =>
          check.warning === undefined ? [] : [annotation("warning", { ...check, verdict: "ok" }, check.warning)],
        ),
      ],
    ],
    ["notice", "drift findings", found(["drift"]).map((check) => annotation("notice", check, wordsOf(check)))],
  ];
  return kinds.map(([command, name, lines]) => cut(lines, command, name)).join("");
}

function cut(lines: readonly string[], command: Command, name: string): string {
  const more = lines.length - most;
  const shown = more > 0 ? lines.slice(0, most - 1) : lines;
  const rest =
    more > 0 ? [`::${command} title=seedbed check::${lines.length - shown.length} more ${name}: see the report`] : [];
  return [...shown, ...rest].map((line) => `${line}\n`).join("");
}

function annotation(command: Command, { id, file, line, verdict }: CheckRecord, message: string): string {
  const place = file === undefined ? {} : { file, line: line ?? 1 };
  const title = verdict === "ok" ? id : `${verdict}: ${id}`;
  const properties = Object.entries({ ...place, title }).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  return `::${command} ${properties.join(",")}::${escapeData(message)}`;
}

function wordsOf({ findings, title }: CheckRecord): string {
  const counted = findings
    .filter(({ known }) => known === undefined)
    .toSorted((a, b) => Number(a.drift !== undefined) - Number(b.drift !== undefined))
    .map(findingWords);
  return counted.length === 0 ? title : counted.join("\n");
}

/** As GitHub's own toolkit does it: a new line would end the command. */
const escapeData = (text: string): string =>
  plainText(text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));
const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
