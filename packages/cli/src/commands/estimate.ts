import { allModels, type Estimate, estimate } from "@seedbed/compare";
import { InvalidRequestError } from "@seedbed/core";
import type { Command } from "commander";
import { providers } from "../gen/registry.gen.ts";
import { costText } from "../generation-document.ts";
import type { Run } from "../main.ts";
import { addPictureFlags, addPriceFlags, collect, type PictureFlags, pricesOf, requestOf } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { targetsOf } from "./compare.ts";

interface Flags extends PictureFlags {
  model?: string[];
  family?: string;
  price?: string[];
  creditPrice?: string[];
  json?: boolean;
}

/** `seedbed estimate`: what a request would cost, and what would become of its settings. Sends nothing. */
export function addEstimate(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("estimate")
    .description("Say what a request would cost and what would become of its settings. Sends nothing.")
    .argument("<prompt>", "what to picture")
    .option("--model <provider/model>", "a model (repeatable; all unless named)", collect)
    .option("--family <family>", "every seller of a family");
  addPriceFlags(addPictureFlags(command))
    .option("--json", "print one JSON document")
    .action((prompt: string, flags: Flags) => run(() => estimateCommand(prompt, flags, terminal)));
}

async function estimateCommand(prompt: string, flags: Flags, terminal: Terminal): Promise<number> {
  const targets = targetsOf(flags, () => allModels(providers));
  const named = flags.model !== undefined || flags.family !== undefined;
  const prices = pricesOf(providers, flags);
  const request = await requestOf(prompt, flags);
  const results = targets.map((target) => {
    try {
      return estimate(target, request, { prices, ...(flags.strict ? { strict: true } : {}) });
    } catch (error) {
      // Of all models some may not be able to; of one that was named that is the answer.
      if (named || !(error instanceof InvalidRequestError)) throw error;
      return error;
    }
  });
  const estimates = results.filter((result): result is Estimate => !(result instanceof InvalidRequestError));
  const refused = results.filter((result) => result instanceof InvalidRequestError);
  if (estimates.length === 0 && refused[0]) throw refused[0];
  if (flags.json) terminal.stdout(`${JSON.stringify({ estimates })}\n`);
  else terminal.stdout(estimates.map(text).join("\n"));
  for (const error of refused) terminal.stderr(`${error.message}\n`);
  return 0;
}

function text({ model, cost, latency, parity, askedSize }: Estimate): string {
  const seconds = latency && [latency.minMs, latency.maxMs].map((ms) => ms / 1000);
  const claim = seconds ? `${seconds[0] === seconds[1] ? seconds[0] : `${seconds[0]} to ${seconds[1]}`} s per ${latency?.per}, by the provider's own word (${latency?.source})` : "the provider does not say";
  const lines = [model, `  cost     ${costText(cost)}`, `  latency  ${claim}`, `  size     ${askedSize ? `${askedSize.width} x ${askedSize.height}` : "not documented in pixels"}`];
  for (const { setting, requested, sent, status } of parity) {
    if (status === "defaulted" && sent === null) continue;
    lines.push(`  ${status.padEnd(12)} ${setting} ${show(requested)} -> ${show(sent)}`);
  }
  return `${lines.join("\n")}\n`;
}

function show(value: unknown): string {
  return value === null ? "(nothing)" : typeof value === "string" ? value : JSON.stringify(value);
}
