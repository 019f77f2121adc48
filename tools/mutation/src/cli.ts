import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { areas } from "./areas.ts";
import { copyOfCheckout } from "./copy-of-checkout.ts";
import { installStryker, runStryker } from "./run-stryker.ts";
import { scoresOf } from "./score.ts";
import { sharedPostgres } from "./shared-postgres.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
// It is kept: a second run repeats only what changed.
const home = path.join(tmpdir(), "seedbed-mutation");

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !areas.some((area) => area.name === name));
if (unknown !== undefined) {
  console.error(`There is no area "${unknown}". The areas are ${areas.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

await installStryker(root, home);
let held = true;
for (const area of areas.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const copy = path.join(home, "copy");
  await copyOfCheckout(root, copy);
  await using postgres = area.needsPostgres ? await sharedPostgres() : undefined;
  const report = await runStryker(area, copy, home, postgres?.env);
  const { total, files } = scoresOf(report);
  held &&= total.percent !== null && total.percent >= area.bar && total.broken === 0;
  const broken = total.broken > 0 ? `, ${total.broken} broke the run` : "";
  console.log(`${area.name}: ${total.percent} % (bar ${area.bar} %), ${total.missed} not noticed${broken}`);
  for (const [file, { percent, missed }] of files) console.log(`  ${percent} % ${file}, ${missed} not noticed`);
  for (const [file, { mutants }] of Object.entries(report.files))
    for (const { status, mutatorName, location, replacement } of mutants)
      if (status === "Survived" || status === "NoCoverage")
        console.log(
          `    ${file}:${location.start.line}:${location.start.column} ${mutatorName} -> ${replacement?.slice(0, 80)}`,
        );
}
process.exitCode = held ? 0 : 1;
