import { isMap, isScalar, parseDocument } from "yaml";
import { InputError } from "../../input-error.ts";
import type { ContactReport } from "./contact-report.ts";

/** What a report changes: files of the checkout, by their path from its root. */
export type ContactChanges = ReadonlyMap<string, string | Uint8Array>;

/**
 * Turns the report of a first contact into recorded fixtures and changed evidence of the specs. Writes nothing.
 *
 * @param readSpec - gives a file of the provider's spec
 * @param fromEmulator - for tests: takes what is no evidence
 * @throws InputError where the report is no evidence, or names a place that the spec does not have
 */
export async function changesOf(
  report: ContactReport,
  readSpec: (file: string) => Promise<string>,
  fromEmulator = false,
): Promise<ContactChanges> {
  if (report.from !== "provider" && !fromEmulator)
    throw new InputError(
      `The report is from ${report.from === "emulator" ? "the emulator" : "another host than the provider's"}: it is no evidence of ${report.provider}, and nothing was changed.`,
    );
  const changes = new Map<string, string | Uint8Array>();
  const source = `first contact ${report.date}`;
  for (const answer of report.answers) {
    if ("notAsked" in answer || !answer.fixture) continue;
    const { provenance, ...fixture } = answer.fixture;
    if (fixture.provider !== report.provider || !/^\w+$/.test(fixture.operation))
      throw new InputError(
        `The answer ${answer.id} has a fixture of "${fixture.provider}/${fixture.operation}": it is no operation of ${report.provider}, and nothing was changed.`,
      );
    const dated = { ...provenance, source: provenance.kind === "recorded" ? source : provenance.source };
    const place = `conformance/fixtures/${fixture.provider}/${fixture.operation}/recorded-${answer.id}.json`;
    const { title, provider, operation, ...rest } = fixture;
    const whole = {
      $schema: "../../../schemas/fixture.schema.json",
      title,
      provider,
      operation,
      provenance: dated,
      ...rest,
    };
    changes.set(place, `${JSON.stringify(whole, null, 2)}\n`);
  }
  for (const [name, base64] of Object.entries(report.pictures))
    changes.set(`conformance/fixtures/pictures/${name}`, new Uint8Array(Buffer.from(base64, "base64")));
  const places = report.answers.flatMap((answer) => ("observed" in answer ? answer.observed : []));
  for (const [file, inFile] of Map.groupBy(places, (place) => place.file)) {
    const text = await readSpec(file);
    changes.set(
      `specs/${report.provider}/${file}`,
      inFile.reduce((changed, { at }) => observed(changed, file, at, source), text),
    );
  }
  return changes;
}

/** Says of one statement that it was observed. Only its two lines change: comments and all else stay as they are. */
export function observed(text: string, file: string, at: readonly string[], source: string): string {
  const document = parseDocument(text, { keepSourceTokens: true });
  const node = document.getIn(at, true);
  const evidence = isMap(node) ? node.get("x-evidence", true) : undefined;
  if (!isMap(node) || !isScalar(evidence) || !evidence.range)
    throw new InputError(`specs: ${file} has no statement with x-evidence at ${at.join(".")}.`);
  const old = node.get("x-source", true);
  const before = isScalar(old) && typeof old.value === "string" ? old.value : undefined;
  if (evidence.value === "observed" && before?.startsWith(source)) return text;
  const words = JSON.stringify(
    before === undefined || before.startsWith("first contact") ? source : `${source}; before: ${before}`,
  );
  const [start, end] = evidence.range;
  const edits: [number, number, string][] = [[start, end, "observed"]];
  if (isScalar(old) && old.range) edits.push([old.range[0], old.range[1], words]);
  else {
    const lineStart = text.lastIndexOf("\n", start) + 1;
    const indent = /^[ ]*/.exec(text.slice(lineStart))?.[0] ?? "";
    const separator = text.slice(lineStart, start).trim() === "x-evidence:" ? `\n${indent}` : ", ";
    edits.push([end, end, `${separator}x-source: ${words}`]);
  }
  return edits
    .toSorted((a, b) => b[0] - a[0])
    .reduce((changed, [from, to, word]) => changed.slice(0, from) + word + changed.slice(to), text);
}
