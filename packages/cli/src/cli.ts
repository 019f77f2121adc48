#!/usr/bin/env node

// Said before anything is loaded that an older Node cannot read.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 20)) {
  process.stderr.write(`seedbed: Node 22.20 or later is needed; this is ${process.versions.node}.\n`);
  process.exit(2);
}
const { main } = await import("./main.ts");
const { reasonOf } = await import("./terminal/reason-of.ts");
const { stopSignal } = await import("./terminal/stop-signal.ts");

const args = process.argv.slice(2);
const signal = stopSignal();
let outputFailed = false;
// Nothing ends here: what was paid for is saved first, whatever becomes of its messages.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader of text that has seen enough, such as `head`, is not an error; a JSON document is wanted whole.
  if (outputFailed || (error.code === "EPIPE" && !args.includes("--json"))) return;
  outputFailed = true;
  process.stderr.write(`seedbed: What was found cannot be written to the output: ${reasonOf(error)}.\n`);
});
process.stderr.on("error", () => {}); // a message that cannot be written is dropped

const exitCode = await main(args, {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  env: process.env,
  cwd: process.env.INIT_CWD ?? process.cwd(),
  isTty: process.stderr.isTTY === true && !process.env.CI,
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  columns: process.stdout.columns ?? 100,
  signal,
});
await new Promise<void>((resolve) => process.stdout.write("", () => resolve()));
process.exitCode = outputFailed ? exitCode || 1 : exitCode;

export {};
