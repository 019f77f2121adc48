import { allModels, type Estimate, estimate } from "@seedbed/compare";
import { InvalidRequestError } from "@seedbed/core";
import type { Command } from "commander";
import { addImageFlags, type ImageFlags, requestOf } from "../flags/image-flags.ts";
import { addPriceFlags, type PriceFlags, pricesOf } from "../flags/price-flags.ts";
import { collect } from "../flags/read-flag.ts";
import { type TargetFlags, targetsOf } from "../flags/target-flags.ts";
import { providers } from "../gen/registry.gen.ts";
import { costText, latencyText, line, parityText } from "../session/generation-text.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";

interface Flags extends ImageFlags, PriceFlags, TargetFlags {
  json?: boolean;
}

const examples = `
Example:
  $ seedbed estimate "a lighthouse at dusk" --count 4 --aspect-ratio 16:9`;

/** `seedbed estimate`: what a request would cost, and what would become of its settings. Sends nothing. */
export function addEstimate(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("estimate")
    .description(
      "Show what a request would cost and how each setting reaches the provider. Needs no key and sends nothing.",
    )
    .argument("<prompt>", "what the image shows")
    .optionsGroup("Model:")
    .option("--model <provider/model>", "a model (repeatable; all unless named)", collect)
    .option("--family <family>", "every provider of a family")
    .addHelpText("after", examples);
  addPriceFlags(addImageFlags(command))
    .optionsGroup("Output:")
    .option("--json", "print one JSON document")
    .action((prompt: string, flags: Flags) => run(() => estimateCommand(prompt, flags, terminal)));
}

async function estimateCommand(prompt: string, flags: Flags, terminal: Terminal): Promise<number> {
  const targets = targetsOf(flags, () => allModels(providers));
  const named = flags.model !== undefined || flags.family !== undefined;
  const prices = pricesOf(flags);
  const request = await requestOf(prompt, flags, terminal.cwd);
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
  const lines = [
    model,
    line("cost", costText(cost)),
    line("latency", latencyText(latency)),
    line("size", askedSize ? `${askedSize.width} x ${askedSize.height}` : "not documented in pixels"),
    ...parity.filter(({ status, sent }) => status !== "defaulted" || sent !== null).map(parityText),
  ];
  return `${lines.join("\n")}\n`;
}
