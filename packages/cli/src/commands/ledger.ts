import { type Cost, InvalidRequestError, nearMiss } from "@seedbed/core";
import { type AttemptFilter, type AttemptRecord, attemptStates } from "@seedbed/ledger";
import type { Command } from "commander";
import { readPairs, refused } from "../flags/read-flag.ts";
import { providers } from "../gen/registry.gen.ts";
import { costText, line } from "../session/generation-text.ts";
import { openExistingLedger } from "../session/open-existing-ledger.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";

interface Flags {
  ledger?: string;
  queue?: string;
  state?: string;
  provider?: string;
  as?: string;
  cost?: string;
  json?: boolean;
}

const examples = `
Examples:
  $ seedbed ledger --ledger seedbed.db --state unknown
  $ seedbed ledger settle 17 --as accepted --cost usd=0.035 \\
      --ledger seedbed.db`;

/** `seedbed ledger`: what was paid for, and what is unknown. */
export function addLedger(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("ledger")
    .description("List the paid calls of a ledger; settle those whose outcome is unknown.")
    .option("--ledger <file>", "ledger file of generate, compare or check")
    .option("--queue <url>", "ledger of queued runs: postgres://user:password@host/name")
    .option("--state <state>", `only this state: ${attemptStates.join(", ")}`)
    .option("--provider <id>", "only this provider")
    .option("--json", "print one JSON document")
    .allowExcessArguments()
    .addHelpText("after", examples)
    .action((flags: Flags, self: Command) => run(() => list(flags, self.args, terminal)));
  command
    .command("settle")
    .description("Record the outcome of an unknown attempt, as shown on the provider's usage page.")
    .argument("<id>", "the attempt; seedbed ledger lists them")
    .option("--as <outcome>", "accepted (it was billed) or rejected (it was not)")
    .option("--cost <currency=n>", "what it cost, as usd=0.035 or credits=10 (as reserved)")
    .addHelpText("after", "\nIt takes --ledger or --queue, and --json too.")
    .action((id: string, _flags: Flags, self: Command) =>
      run(() => settle(id, self.optsWithGlobals<Flags>(), terminal)),
    );
}

async function list(flags: Flags, [unknown]: readonly string[], terminal: Terminal): Promise<number> {
  if (unknown !== undefined) {
    throw new InvalidRequestError(`There is no command ledger ${unknown}${nearMiss(unknown, ["settle"])}.`, {
      field: "ledger",
    });
  }
  const filter = filterOf(flags);
  await using ledger = await openExistingLedger(flags, terminal);
  const attempts = await ledger.attempts(filter);
  if (flags.json) {
    const document = {
      attempts: attempts.map(documentOf),
      spent: await ledger.spent("all"),
      unpriced: await ledger.unpriced("all"),
    };
    terminal.stdout(`${JSON.stringify(document)}\n`);
    return 0;
  }
  terminal.stdout(attempts.length === 0 ? "No attempts.\n" : attempts.map(textOf).join("\n"));
  const unsettled = attempts.filter(({ state }) => state === "unknown").length;
  if (unsettled > 0) {
    terminal.stderr(
      `${unsettled} of unknown outcome: see the provider's usage page, then seedbed ledger settle <id> --as accepted|rejected.\n`,
    );
  }
  return 0;
}

async function settle(id: string, flags: Flags, terminal: Terminal): Promise<number> {
  const outcome = (["accepted", "rejected"] as const).find((name) => name === flags.as);
  if (!outcome) {
    throw refused(
      "--as",
      flags.as === undefined ? "is missing: accepted or rejected" : `is accepted or rejected; it is "${flags.as}"`,
    );
  }
  const cost = costOf(flags.cost);
  await using ledger = await openExistingLedger(flags, terminal);
  const attempt = await ledger.settle(id, { as: outcome, ...(cost ? { cost } : {}) });
  const [spent, unpriced] = [await ledger.spent("all"), await ledger.unpriced("all")];
  const document = { attempts: [documentOf(attempt)], spent, unpriced };
  terminal.stdout(flags.json ? `${JSON.stringify(document)}\n` : textOf(attempt));
  return 0;
}

function filterOf({ state, provider }: Flags): AttemptFilter {
  const known = attemptStates.find((name) => name === state);
  if (state !== undefined && !known) {
    throw refused(
      "--state",
      `knows no "${state}"${nearMiss(state, attemptStates)}; it takes ${attemptStates.join(", ")}`,
    );
  }
  const ids = providers.map(({ id }): string => id);
  if (provider !== undefined && !ids.includes(provider)) {
    throw refused("--provider", `knows no "${provider}"${nearMiss(provider, ids)}; it takes ${ids.join(", ")}`);
  }
  return { ...(known ? { state: known } : {}), ...(provider === undefined ? {} : { provider }) };
}

function costOf(text: string | undefined): Cost | undefined {
  if (text === undefined) return undefined;
  const lower = text.replace(/^\w+=/, (name) => name.toLowerCase());
  const pair = { flag: "--cost", known: ["usd", "credits"], example: "0.035" };
  for (const [name, value] of readPairs(pair, [lower])) {
    const amount = /^\d{1,7}(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    if (Number.isNaN(amount))
      throw refused("--cost", `must be an amount, such as ${name}=${pair.example}; it is "${text}"`);
    const currency = name === "usd" ? "USD" : "credits";
    return { min: amount, max: amount, currency, basis: "configured", source: "settled by a person" };
  }
  return undefined;
}

/** An attempt as `--json` prints it. Its schema is `schemas/ledger.schema.json`. */
function documentOf({
  requestHash: _hash,
  reply: _reply,
  timing: _timing,
  resultMs: _result,
  ...attempt
}: AttemptRecord) {
  return attempt;
}

function textOf(attempt: AttemptRecord): string {
  const { id, state, provider, model, operation, reservedAt, settledAt, cost } = attempt;
  const { idempotencyKey, tags = [], requestId, job, images = [], problem } = attempt;
  const price = cost ? costText(cost) : "unknown";
  const lines = [
    `${id}  ${state}  ${model ?? provider}`,
    line("operation", operation),
    line("at", settledAt === undefined ? reservedAt : `${reservedAt} to ${settledAt}`),
    line("cost", state === "rejected" || state === "not-sent" ? "nothing" : price),
    ...(idempotencyKey === undefined ? [] : [line("key", idempotencyKey)]),
    ...(tags.length === 0 ? [] : [line("tags", tags.join(", "))]),
    ...(requestId === undefined ? [] : [line("request", requestId)]),
    ...(job === undefined ? [] : [line("job", job.taskId)]),
    ...images.map(({ url }) => line("image", url)),
    ...(problem === undefined ? [] : [line("problem", problem)]),
  ];
  return `${lines.join("\n")}\n`;
}
