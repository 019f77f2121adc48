import path from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "./generate.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

try {
  const { written, removed, unchanged } = await generate(root);
  for (const file of written) console.error(`wrote    ${file}`);
  for (const file of removed) console.error(`removed  ${file}`);
  console.error(`${written.length} written, ${removed.length} removed, ${unchanged.length} unchanged`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
