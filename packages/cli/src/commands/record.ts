import path from "node:path";
import type { Recorded, WrittenRecording } from "@seedbed/conformance";
import { InvalidRequestError, type SeedbedError } from "@seedbed/core";
import type { Command } from "commander";
import { assertElsewhere } from "../check/destinations.ts";
import { addBudgetFlag, addPriceFlags } from "../flags/price-flags.ts";
import { collect } from "../flags/read-flag.ts";
import { addFirstContactFlags, type FirstContactFlags, firstContactCommand } from "../record/first-contact.ts";
import { keepAnswerAside, keepAside } from "../record/keep-aside.ts";
import { type PlannedRecording, planRecordings, type RecordingFlags } from "../record/plan-recordings.ts";
import { checkRecording, fromOf, keysOf, specOf } from "../record/recording-place.ts";
import { addDestinationFlags, checkDestination, type Destination, openDestination } from "../session/destination.ts";
import { emulatedNote } from "../session/generation-text.ts";
import { openOutFolder } from "../session/out-folder.ts";
import { errorDocument, exitCodeOf, explain } from "../terminal/failure.ts";
import { reasonOf } from "../terminal/reason-of.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";

interface Flags extends RecordingFlags, FirstContactFlags {
  redactPrompts?: boolean;
  firstContact?: boolean;
  json?: boolean;
}

const examples = `
Examples:
  $ seedbed record --emulate
  $ seedbed record --provider segmind --case text --max-spend usd=0.10
  $ seedbed record --emulate --operation getUserCredits --request '{}'
  $ seedbed record --first-contact --provider segmind --max-spend usd=0.30`;

/** `seedbed record`: what a provider really says, as fixtures without secrets. */
export function addRecord(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("record")
    .description(
      "Make calls and record their exchanges as fixtures, without keys, cookies, signatures, account data and images.",
    )
    .option("--provider <id>", "only this provider (repeatable; all of them unless named)", collect)
    .option("--case <id>", "only this case, with every model that can take it (repeatable)", collect)
    .option("--operation <id>", "one operation, by its id (needs --request)")
    .option("--request <json>", "request body: JSON, or a file that contains it")
    .option("--name <name>", "name of the fixture file: recorded-<name>.json", "request")
    .addHelpText("after", examples);
  addFirstContactFlags(addDestinationFlags(addBudgetFlag(addPriceFlags(command))))
    .optionsGroup("Output:")
    .option("--out <dir>", "the folder of the fixtures, for seedbed check --fixtures", "./seedbed-fixtures")
    .option("--replace", "replace existing recordings")
    .option("--redact-prompts", "redact the prompts too")
    .option("--json", "print one JSON document")
    .action((flags: Flags) =>
      run(() => (flags.firstContact ? firstContactCommand(flags, terminal) : recordCommand(flags, terminal))),
    );
}

/** What became of one call. */
interface Done {
  readonly planned: PlannedRecording;
  readonly written?: WrittenRecording;
  readonly recorded?: Extract<Recorded, { recording: unknown }>["recording"];
  readonly error?: Error;
}

async function recordCommand(flags: Flags, terminal: Terminal): Promise<number> {
  const planned = await planRecordings(flags, terminal);
  const called = [...new Set(planned.map(({ provider }) => provider))];
  checkRecording(called, flags);
  checkDestination(called, flags, terminal);
  await keysOf(called, flags, terminal); // refuses one that could not be found again
  await openOutFolder(terminal.cwd, flags.out);
  await using destination = await openDestination(called, flags, terminal);
  assertElsewhere(called, flags, terminal, destination);
  const done: Done[] = [];
  for (const one of planned) {
    if (terminal.signal.aborted) break; // what was recorded is on disk
    const result = await recordOne(one, flags, terminal, destination);
    done.push(result);
    if (!flags.json) tell(result, terminal);
  }
  if (flags.json) terminal.stdout(`${JSON.stringify({ out: flags.out, recordings: done.map(documentOf) })}\n`);
  if (called.some(({ id }) => destination.emulated(id))) terminal.stderr(emulatedNote(destination.timeScale));
  if (done.length === 0 || done.length < planned.length) return 1;
  if (done.every(({ error }) => error !== undefined && exitCodeOf(error) === 2)) return 2; // nothing was sent
  return done.every(({ written }) => written !== undefined && written.replayed.verdict !== "violation") ? 0 : 1;
}

async function recordOne(
  planned: PlannedRecording,
  flags: Flags,
  terminal: Terminal,
  destination: Destination,
): Promise<Done> {
  const { recordCall, writeRecording } = await import("@seedbed/conformance");
  const { provider, operation, asked, name } = planned;
  const folder = path.resolve(terminal.cwd, flags.out);
  const spec = await specOf(provider);
  try {
    const recorded = await recordCall(asked, {
      provider,
      spec,
      client: destination.client(provider.id),
      from: () => fromOf(provider, destination),
      secrets: await keysOf([provider], flags, terminal),
      redactPrompts: Boolean(flags.redactPrompts),
      workFolder: folder,
      signal: terminal.signal,
    });
    if ("answer" in recorded && recorded.answer) {
      const { sizeBytes } = recorded.answer;
      const file = await keepAnswerAside(name, recorded.answer);
      terminal.stderr(`${asked.title}: the answer as it came (${sizeBytes} bytes, not redacted) is in ${file}\n`);
    }
    if ("unanswered" in recorded) return { planned, error: recorded.unanswered };
    if ("unwritten" in recorded) return { planned, error: recorded.unwritten };
    if ("unreplayable" in recorded) {
      const passed = { title: asked.title, provider: provider.id, operation, exchanges: recorded.exchanges };
      const file = await keepAside(name, `${JSON.stringify(passed, null, 2)}\n`);
      return { planned, error: new Error(`${recorded.unreplayable} What passed is kept in ${file}.`) };
    }
    const { recording } = recorded;
    const written = await writeRecording(recording, folder, name, { provider, spec }).catch(async (error: unknown) => {
      const reason = error instanceof Error && !("code" in error) ? error.message.replace(/\.$/, "") : reasonOf(error);
      const file = await keepAside(name, recording.text, recording.images);
      throw new Error(`It cannot be written to ${flags.out} (${reason}); it is kept in ${file}.`, { cause: error });
    });
    return { planned, recorded: recording, written };
  } catch (error) {
    if (error instanceof Error) return { planned, error };
    throw error;
  }
}

function tell({ planned, recorded, written, error }: Done, terminal: Terminal): void {
  if (error || !written || !recorded) {
    terminal.stderr(`seedbed: ${planned.asked.title}: ${explain(error)}\n`);
    return;
  }
  const { kind, redacted } = recorded.fixture.provenance;
  const { verdict, findings } = written.replayed;
  const shown = path.relative(terminal.cwd, written.file);
  terminal.stdout(`${shown}\n  ${kind}; replays: ${verdict}\n`);
  if (redacted?.length) terminal.stdout(`  taken out: ${redacted.join("; ")}\n`);
  for (const { message } of findings) terminal.stdout(`  ${message}\n`);
}

/** A recording as `--json` prints it. Its schema is `schemas/record.schema.json`. */
function documentOf({ planned, recorded, written, error }: Done) {
  const { provider, operation, caseId } = planned;
  const base = { provider: provider.id, operation, case: caseId ?? null };
  if (error || !written || !recorded) return { ...base, error: errorDocument(error ?? nothing()) };
  const { kind, redacted } = recorded.fixture.provenance;
  return {
    ...base,
    file: written.file,
    kind,
    redacted,
    replayed: written.replayed.verdict,
    findings: written.replayed.findings,
  };
}

function nothing(): SeedbedError {
  return new InvalidRequestError("Nothing was recorded.");
}
