import { claimOf } from "@seedbed/compare";
import type { Price } from "@seedbed/core";
import type { Command } from "commander";
import { providers } from "../gen/registry.gen.ts";
import { latencyText, line } from "../session/generation-text.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";

/** `seedbed providers`: who serves what, for how much, and who says so. */
export function addProviders(program: Command, terminal: Terminal, run: Run): void {
  program
    .command("providers")
    .description("List providers, models, capabilities, and prices with their sources.")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  $ seedbed providers --json")
    .action((flags: { json?: boolean }) =>
      run(async () => {
        const document = providersDocument(terminal);
        terminal.stdout(flags.json ? `${JSON.stringify(document)}\n` : document.providers.map(text).join("\n"));
        return 0;
      }),
    );
}

function providersDocument(terminal: Terminal) {
  return {
    providers: providers.map(({ id, displayName, keyVariable, baseUrl, rateLimit, models, operations }) => ({
      id,
      displayName,
      keyVariable,
      keySet: (terminal.env[keyVariable] ?? "").trim() !== "",
      baseUrl,
      rateLimit,
      models: models.map((model) => ({
        id: model.id,
        displayName: model.displayName,
        family: model.family,
        capabilities: model.capabilities,
        operations: Object.values(operations)
          .filter((operation) => operation.model === model.id)
          .map((operation) => ({
            operation: operation.operationId,
            method: operation.method,
            path: operation.path,
            price: operation.price,
            latency: claimOf(operation),
          })),
      })),
    })),
  };
}

type Listed = ReturnType<typeof providersDocument>["providers"][number];

function text({ displayName, id, baseUrl, keyVariable, keySet, rateLimit, models }: Listed): string {
  const lines = [
    `${displayName} (${id})`,
    line("host", baseUrl),
    line("key", `${keyVariable}, ${keySet ? "set" : "not set"}`),
    ...(rateLimit ? [line("limit", `${rateLimit.requests} requests in ${rateLimit.perMs / 1000} s`)] : []),
    ...models.flatMap(modelLines),
  ];
  return `${lines.join("\n")}\n`;
}

function modelLines({ id, family, capabilities, operations }: Listed["models"][number]): string[] {
  const { maxCount, maxImages, aspectRatios, resolutions } = capabilities;
  const images = `${maxImages === 0 ? "no" : `up to ${maxImages}`} in, ${maxCount === 1 ? "1" : `up to ${maxCount}`} out`;
  return [
    "",
    `  ${id}`,
    `  ${line("family", family)}`,
    `  ${line("images", images)}`,
    `  ${line("shapes", [...resolutions, ...aspectRatios].join(" "))}`,
    ...operations.flatMap(({ operation, price, latency }) => [
      `  ${line("operation", operation)}`,
      `  ${line("  price", priceText(price))}`,
      `  ${line("  latency", latencyText(latency))}`,
    ]),
  ];
}

function priceText(price: Price | null): string {
  if (!price) return "unknown: no document gives one";
  const { amount, currency, per, source, date } = price;
  return `${currency === "USD" ? `$${amount}` : `${amount} ${currency}`} per ${per} (${source}, ${date})`;
}
