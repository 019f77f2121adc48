#!/usr/bin/env node

// Said before anything is loaded that an older Node cannot read.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 20)) {
  process.stderr.write(`seedbed: Node 22.20 or later is needed; this is ${process.versions.node}.\n`);
  process.exit(2);
}
const { main } = await import("./main.ts");
const { reasonOf } = await import("./reason-of.ts");

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`)));
}
// A reader that has seen enough, such as `head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`seedbed: What was found cannot be written to the output: ${reasonOf(error)}.\n`);
  process.exit(1);
});

process.exitCode = await main(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  env: process.env,
  cwd: process.env.INIT_CWD ?? process.cwd(),
  isTty: process.stderr.isTTY === true && !process.env.CI,
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  columns: process.stdout.columns ?? 100,
  signal: stop.signal,
});

export {};
