import { corpus, type Row, runCorpus } from "./corpus.ts";

const rows: Row[] = [];
for (const kind of Object.keys(corpus) as (keyof typeof corpus)[]) rows.push(...(await runCorpus(kind)));

const widest = Math.max(...rows.map(({ subject }) => subject.name.length));
for (const { kind, subject, caught, asMeant } of rows) {
  const came = asMeant ? caught.verdict : `${caught.verdict}, not ${subject.verdict}`;
  console.log(
    `${asMeant ? "✓" : "✗"} ${kind.padEnd(8)} ${subject.name.padEnd(widest)} ${subject.provider.padEnd(10)} ${came}`,
  );
  if (!asMeant) for (const { field, message } of caught.findings.slice(0, 5)) console.log(`    ${field}: ${message}`);
}

const broken = rows.filter(({ kind }) => kind !== "benign");
const harmless = rows.filter(({ kind }) => kind === "benign");
console.log("");
for (const [kind, own] of Map.groupBy(broken, (row) => row.kind))
  console.log(`${kind}: caught ${own.filter(({ asMeant }) => asMeant).length} of ${own.length}`);
const drifts = broken.filter(({ kind, subject }) => kind === "servers" && subject.verdict === "drift");
console.log(`of these drift: ${drifts.filter(({ asMeant }) => asMeant).length} of ${drifts.length}`);
console.log(`all: caught ${broken.filter(({ asMeant }) => asMeant).length} of ${broken.length}`);
console.log(`false alarms: ${harmless.filter(({ asMeant }) => !asMeant).length} of ${harmless.length}`);
process.exitCode = rows.every(({ asMeant }) => asMeant) ? 0 : 1;
