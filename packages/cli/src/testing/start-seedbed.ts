import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
const compiled = fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url));

/** Where the output of a process goes: to the test, to a file descriptor that is closed, or to a disk that is full. */
export type Output = "read" | "closed" | "full";

/** The command in a process of its own. */
export interface Started {
  readonly child: ChildProcess;
  /** What it has written to stderr and stdout so far. */
  readonly output: { stdout: string; stderr: string };
  /** How it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

const started = new Set<ChildProcess>();

/** Starts the command in a process of its own, with no environment but the path. */
export function startSeedbed(
  args: readonly string[],
  { cwd, stdout = "read", stderr = "read" }: { cwd: string; stdout?: Output; stderr?: Output },
): Started {
  const command = [process.execPath, "--conditions=seedbed-source", cli, ...args];
  const closing = `${stdout === "closed" ? " 1>&-" : ""}${stderr === "closed" ? " 2>&-" : ""}`;
  const full = [stdout, stderr].map((each) => (each === "full" ? openSync("/dev/full", "w") : undefined));
  const child = spawn("/bin/sh", ["-c", `exec "$0" "$@"${closing}`, ...command], {
    cwd,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled },
    stdio: ["ignore", full[0] ?? "pipe", full[1] ?? "pipe"],
  });
  for (const descriptor of full) if (descriptor !== undefined) closeSync(descriptor);
  started.add(child);
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.on("data", (chunk) => {
      output[name] += chunk;
    });
  }
  const ended = once(child, "exit").then(([code, signal]) => ({ code, signal }));
  return { child, output, ended };
}

/** Ends what is still running. */
export function endStarted(): void {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  started.clear();
}

/** Waits until something has come to be; by order, however long it takes. */
export async function until(isSo: () => boolean | Promise<boolean>, { child, output }: Started): Promise<void> {
  while (!(await isSo())) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended before: ${output.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
