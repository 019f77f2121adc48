import { claimOf } from "@seedbed/compare";
import type { Command } from "commander";
import { providers } from "../gen/registry.gen.ts";
import type { Run } from "../main.ts";
import type { Terminal } from "../terminal.ts";

/** `seedbed providers`: who serves what, for how much, and who says so. */
export function addProviders(program: Command, terminal: Terminal, run: Run): void {
  program
    .command("providers")
    .description("List providers, models, capabilities, and prices with their sources.")
    .option("--json", "print one JSON document")
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
          .map((operation) => ({ operation: operation.operationId, method: operation.method, path: operation.path, price: operation.price, latency: claimOf(operation) })),
      })),
    })),
  };
}

function text(provider: ReturnType<typeof providersDocument>["providers"][number]): string {
  const limit = provider.rateLimit ? `, ${provider.rateLimit.requests} requests per ${provider.rateLimit.perMs / 1000} s` : "";
  const lines = [`${provider.displayName} (${provider.id})  ${provider.baseUrl}, key in ${provider.keyVariable}${provider.keySet ? " (set)" : " (not set)"}${limit}`];
  for (const { id, family, capabilities, operations } of provider.models) {
    const { maxCount, maxImages, aspectRatios, resolutions } = capabilities;
    lines.push(`  ${id}  (family ${family})`);
    lines.push(`    up to ${maxCount} ${maxCount === 1 ? "image" : "images"} out, ${maxImages || "no"} images in; ${[...resolutions, ...aspectRatios].join(" ")}`);
    for (const { operation, price, latency } of operations) {
      const cost = price ? `${price.currency === "USD" ? `$${price.amount}` : `${price.amount} ${price.currency}`} per ${price.per} (${price.source}, ${price.date})` : "price unknown";
      const claim = latency ? `, about ${latency.minMs === latency.maxMs ? latency.minMs / 1000 : `${latency.minMs / 1000} to ${latency.maxMs / 1000}`} s per ${latency.per} by its own word` : "";
      lines.push(`    ${operation}: ${cost}${claim}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
