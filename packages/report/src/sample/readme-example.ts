import { readFileSync, writeFileSync } from "node:fs";
import { createProgress, type RunRecord, renderHtml, renderMarkdown, renderTerminal } from "@seedbed/report";

const record: RunRecord = JSON.parse(readFileSync("report/run.json", "utf8")); // of `seedbed check --report report`

const progress = createProgress({ write: (text) => process.stderr.write(text), isTty: false, colour: false });
progress.start(record.checks.length, "replay");
for (const { id, verdict } of record.checks) progress.step({ id, verdict });
progress.finish();

process.stdout.write(renderTerminal(record, { colour: false, width: 100 }));
writeFileSync("report/summary.md", renderMarkdown(record));
const readImage = (path: string) => ({ bytes: readFileSync(`report/${path}`), mediaType: "image/jpeg" });
writeFileSync("report/index.html", renderHtml(record, { readImage }));
