import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type Script, type Seen, withServer } from "../../../conformance/src/faults/scripted-server.ts";
import { reply } from "../../../conformance/src/faults/scripts.ts";
import type { Observation, Task, Told } from "./observation.ts";
import { apiKey, type Peer } from "./peer.ts";

/** What the server does with a request, if not what it does when all is well. */
export type Fault = (
  seen: Seen,
  count: number,
  elsewhere: string,
  namesImage: (seen: Seen) => boolean,
) => Script | undefined;

/** A peer and where it is installed. */
export interface Placed {
  readonly peer: Peer;
  readonly folder: string;
  /** @default none */
  readonly nodeArguments?: readonly string[];
  /** How many times as long as a check says it is watched: on a busy machine. @default 1 */
  readonly patience?: number;
}

/** One call of a peer against one fault. */
export interface Trial extends Pick<Task, "count" | "aspectRatio" | "timeoutMs" | "abortAfterMs"> {
  readonly fault: Fault;
  /** A job in this state, instead of a generation. */
  readonly job?: "running" | "unknown";
  /** The job runs for so long, and then it is done. */
  readonly finishAfterMs?: number;
  /** How long it is watched, in milliseconds. @default 20,000 */
  readonly watchMs?: number;
}

/** A client that sends more than this is not watched on. */
const maxPosts = 1000;

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Makes one call of a peer in a process of its own, against a server that plays the fault, and tells what both saw. */
export async function observe(
  { peer, folder, nodeArguments = [], patience = 1 }: Placed,
  trial: Trial,
): Promise<Observation> {
  const { fault, job, finishAfterMs, watchMs = 20_000, ...asked } = trial;
  const running = job && peer.wire.job?.[job];
  const { namesImage = ({ method }) => method === "POST" } = peer.wire;
  let submittedMs: number | undefined;
  return withServer(reply(200, {}), (elsewhere) => {
    let here = "";
    const enough = new AbortController();
    let posts = 0;
    const script: Script = (response, seen, count) => {
      submittedMs ??= seen.atMs;
      const done = !running || (finishAfterMs !== undefined && seen.atMs - submittedMs >= finishAfterMs);
      const answer = fault(seen, count, elsewhere.url, namesImage) ?? (done ? peer.wire.good : running)(seen, here);
      if (seen.method === "POST" && ++posts >= maxPosts) enough.abort();
      return answer(response, seen, count);
    };
    return withServer(script, async (server) => {
      here = server.url;
      const task: Task = { peer: peer.id, folder, baseUrl: server.url, action: job ? "runJob" : "generate", ...asked };
      const child = fork(file("child.ts"), [JSON.stringify(task)], {
        cwd: folder,
        execArgv: [...nodeArguments, "--import", file("guard.ts")],
        stdio: ["ignore", "pipe", "pipe", "ipc"],
        env: { PATH: process.env.PATH }, // no key of this machine reaches a client
      });
      const { told, printed, elapsedMs } = await watch(child, watchMs * patience, enough.signal);
      const sent = server.seen.filter(({ method }) => method === "POST");
      const [first, second] = sent;
      return {
        ...(told && { told }),
        elapsedMs: told?.elapsedMs ?? elapsedMs,
        posts: sent.length,
        gets: server.seen.filter(({ method, path }) => method === "GET" && !path.startsWith("/image-")).length,
        elsewhere: elsewhere.seen.length,
        keyElsewhere: elsewhere.seen.some(({ headers }) => JSON.stringify(headers).includes(apiKey)),
        ...(first && second && { gapMs: second.atMs - first.atMs }),
        sent: sent.map(({ body }) => body).join("\n"),
        printed,
      };
    });
  });
}

/** Waits until the process has told, or the time is up, or it has sent enough. Throws where it ended without a word: then the harness is wrong, not the client. */
async function watch(child: ChildProcess, watchMs: number, enough: AbortSignal) {
  const startedMs = performance.now();
  let told: Told | undefined;
  let printed = "";
  child.stdout?.on("data", (chunk) => {
    printed += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    printed += chunk;
  });
  child.on("message", (message: Told) => {
    told = message;
  });
  let over = false;
  const stop = () => {
    over = true;
    child.kill("SIGKILL");
  };
  enough.addEventListener("abort", stop);
  const timer = setTimeout(stop, watchMs);
  await once(child, "close");
  clearTimeout(timer);
  if (!told && !over) throw new Error(`A peer's process ended without a word: ${printed.slice(-2000)}`);
  return { told, printed, elapsedMs: performance.now() - startedMs };
}
