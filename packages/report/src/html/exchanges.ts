import { type Markup, markup } from "../markup.ts";
import type { CheckRecord, ExchangeRecord, Finding } from "../run-record.ts";
import { type JsonLine, jsonLines } from "./json-lines.ts";

/** A check's exchanges, request and response side by side, with the lines marked that its findings are about. */
export function renderExchanges({ exchanges = [], findings }: CheckRecord): Markup | null {
  if (exchanges.length === 0) return null;
  const sides = exchanges.map((exchange) => ({ request: requestLines(exchange), response: responseLines(exchange) }));
  const marks = findMarks(
    sides.map(({ request, response }) => [...request, ...response]),
    findings,
  );
  return markup`<div class="exchanges">${sides.map(
    ({ request, response }, at) =>
      markup`<div class="exchange">${side("Request", request, marks[at])}${side(
        "Response",
        response,
        marks[at],
      )}</div>`,
  )}</div>`;
}

type Marks = ReadonlyMap<JsonLine, Finding>;

function side(name: string, lines: readonly JsonLine[], marks: Marks | undefined): Markup {
  return markup`<div><p class="side">${name}</p><pre>${lines.map((line) => {
    const finding = marks?.get(line);
    const text = `${line.text}\n`;
    return finding ? markup`<mark data-kind="${kindOf(finding)}" title="${finding.message}">${text}</mark>` : text;
  })}</pre></div>`;
}

const kindOf = ({ known, drift }: Finding): string => (known !== undefined ? "known" : drift ? "drift" : "violation");

function requestLines({ request }: ExchangeRecord): JsonLine[] {
  const { method, path, body } = request;
  return [{ path: "request", text: `${method} ${path}` }, ...bodyLines(body, "request.body")];
}

function responseLines({ response }: ExchangeRecord): JsonLine[] {
  if (!response) return [{ path: "response", text: "nothing came back" }];
  const { status, headers, body } = response;
  return [
    { path: "response.status", text: String(status) },
    ...Object.entries(headers).map(([name, value]) => ({
      path: `response.headers.${name}`,
      text: `${name}: ${value}`,
    })),
    ...bodyLines(body, "response.body"),
  ];
}

function bodyLines(body: unknown, path: string): JsonLine[] {
  return body === undefined ? [] : [{ path: "", text: "" }, ...jsonLines(body, path)];
}

/** The line of each finding: its own where there is one, else the nearest that it would stand in. */
function findMarks(exchanges: readonly (readonly JsonLine[])[], findings: readonly Finding[]): Marks[] {
  const marks = exchanges.map(() => new Map<JsonLine, Finding>());
  for (const finding of findings) {
    const [, index, rest] = /^exchanges\[(\d+)\]\.(.+)$/s.exec(finding.field) ?? [];
    const field = rest ?? finding.field;
    const candidates = exchanges.map((_, at) => at).filter((at) => index === undefined || at === Number(index));
    const around = candidates.flatMap((at) =>
      (exchanges[at] ?? []).filter(({ path }) => standsIn(field, path)).map((line) => ({ at, line })),
    );
    const nearest = Math.max(...around.map(({ line }) => line.path.length));
    for (const { at, line } of around)
      if (line.path.length === nearest && !marks[at]?.has(line)) marks[at]?.set(line, finding);
  }
  return marks;
}

/** Whether a field is at a path or within it; a name may hold dots and brackets itself, so no path is taken apart. */
function standsIn(field: string, path: string): boolean {
  return path.includes(".") && (field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`));
}
