import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { asObject, endpoints, type Json, type SpecDocument } from "./bundle.ts";
import { providerFact } from "./operations.ts";

const start = "<!-- providers: generated from the specs by `pnpm generate` -->";
const end = "<!-- /providers -->";

/** The README with its table of providers and its count of fixtures made anew; as it is where it has no place for them. */
export async function readmeWithProviders(root: string, specs: SpecDocument[]): Promise<string> {
  const written = await readFile(path.join(root, "README.md"), "utf8");
  const counts = await fixtureCounts(root);
  const readme =
    counts === undefined ? written : written.replace(/recorded \d+, documented \d+, synthetic \d+/, counts);
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) return readme;
  return `${readme.slice(0, from + start.length)}\n\n${providerTable(specs)}\n\n${readme.slice(to)}`;
}

function providerTable(specs: SpecDocument[]): string {
  const rows = specs.flatMap((spec) => {
    const { displayName, keyVariable } = providerFact(spec);
    return endpoints(spec.document)
      .filter(({ operation }) => operation["x-model"] !== undefined)
      .map(({ operation }) => [
        displayName,
        `\`${operation["x-model"]}\``,
        `\`${operation.operationId}\``,
        restsOn(operation),
        price(operation),
        latency(operation),
        `\`${keyVariable}\``,
      ]);
  });
  const head = ["provider", "model", "operation", "rests on", "price", "latency, by its own word", "key"];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** A seed, by its number; or whose word it is. */
function restsOn(operation: Json): string {
  return operation["x-evidence"] === "seed" ? String(operation["x-source"]) : `${operation["x-evidence"]}'s pages`;
}

function price(operation: Json): string {
  const stated = operation["x-price"];
  if (!stated) return "unknown";
  const { amount, currency, per } = asObject(stated);
  return `${currency === "USD" ? `$${amount}` : `${amount} ${currency}`} per ${per}`;
}

function latency(operation: Json): string {
  const { minMs, maxMs, per, evidence } = asObject(operation["x-latency"]);
  if (evidence !== "seed" && evidence !== "vendor") return "not stated";
  const seconds = [Number(minMs) / 1000, Number(maxMs) / 1000];
  return `${seconds[0] === seconds[1] ? `about ${seconds[0]}` : `${seconds[0]} to ${seconds[1]}`} s per ${per}`;
}

/** How the fixtures came to be, in the words of every report; undefined where there are none. */
async function fixtureCounts(root: string): Promise<string | undefined> {
  const folder = path.join(root, "conformance/fixtures");
  const files = (await readdir(folder, { recursive: true }).catch(() => [])).filter((file) => file.endsWith(".json"));
  if (files.length === 0) return undefined;
  const kinds = await Promise.all(
    files.map(
      async (file) => asObject(asObject(JSON.parse(await readFile(path.join(folder, file), "utf8"))).provenance).kind,
    ),
  );
  const count = (kind: string) => kinds.filter((found) => found === kind).length;
  return `recorded ${count("recorded")}, documented ${count("documented")}, synthetic ${count("synthetic")}`;
}
