import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Versions that the figures were taken with. */
const PEERS = {
  "@stoplight/prism-cli": "5.16.0",
  "@stdy/cli": "0.22.2",
  "@copilotkit/aimock": "1.43.0",
  autocannon: "9.0.0",
} as const;

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const openapi = path("../../novita/openapi.json");
const request = { prompt: "A watercolour fox", size: "2048x2048" };

/** A server that is measured: how it is started on a port, and the one valid request that it is asked. */
export interface Contender {
  readonly name: string;
  readonly args: (port: number) => readonly string[];
  readonly path: string;
  readonly body: object;
  /** What its answer rests on. */
  readonly does: string;
}

/** Installs the peers into a folder. Gives those that could be had; of the others, why not. */
export function install(folder: string): { readonly missing: Record<string, string> } {
  writeFileSync(join(folder, "package.json"), '{"private":true}');
  const missing: Record<string, string> = {};
  for (const [name, version] of Object.entries(PEERS)) {
    try {
      const flags = ["--no-audit", "--no-fund", "--loglevel=error"];
      execFileSync("npm", ["install", ...flags, `${name}@${version}`], { cwd: folder, stdio: "pipe" });
    } catch (error) {
      missing[name] = String((error as Error).message).split("\n")[0] ?? "";
    }
  }
  return { missing };
}

export const ours: Contender = {
  name: "seedbed",
  args: (port) => [path("serve.mjs"), String(port)],
  path: "/novita/v3/seedream-5.0-lite",
  body: request,
  does: "key, schema, wallet, a result to download",
};

/** The same as a command, as the peers are. */
export const command: Contender = {
  ...ours,
  name: "seedbed emulate",
  args: (port) => [path("../../cli/dist/cli.mjs"), "emulate", "--port", String(port), "--latency-scale", "0"],
  does: "the same, with all that the command loads",
};

/** The peers, from a folder in which they are installed. */
export function peersIn(folder: string): readonly (Contender & { readonly package: keyof typeof PEERS })[] {
  const bin = (name: string) => join(folder, "node_modules", ...name.split("/"));
  const fixture = { match: { userMessage: request.prompt, endpoint: "image" } };
  const fixtures = join(folder, "fixtures.json");
  const answer = { image: { url: "https://example.com/fox.jpeg" } };
  writeFileSync(fixtures, JSON.stringify({ fixtures: [{ ...fixture, response: answer }] }));
  return [
    {
      name: "Prism 5.16.0",
      package: "@stoplight/prism-cli",
      args: (port) => [
        bin("@stoplight/prism-cli/dist/index.js"),
        ...["mock", "--port", String(port), "--verboseLevel", "silent", openapi],
      ],
      path: "/v3/seedream-5.0-lite",
      body: request,
      does: "schema, the example of the spec",
    },
    {
      name: "Steady 0.22.2",
      package: "@stdy/cli",
      args: (port) => [bin("@stdy/cli/steady.js"), "--port", String(port), "--host", "127.0.0.1", "--quiet", openapi],
      path: "/v3/seedream-5.0-lite",
      body: request,
      does: "schema, the example of the spec",
    },
    {
      name: "aimock 1.43.0",
      package: "@copilotkit/aimock",
      args: (port) => [
        bin("@copilotkit/aimock/dist/cli.js"),
        ...["--port", String(port), "--fixtures", fixtures, "--log-level", "silent"],
      ],
      path: "/api/v3/images/generations",
      body: { model: "seedream-5-0-260128", ...request },
      does: "no schema; its own BytePlus route, a fixture by prompt",
    },
  ];
}

export const headers = { authorization: "Bearer key", "content-type": "application/json" };

export interface Running {
  readonly url: string;
  readonly pid: number;
  readonly startMs: number;
  /** Of a server that was started to be asked for it. */
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

/** What is held after the garbage is collected, on the heap and beside it; and what is resident. */
export interface Memory {
  readonly heldMb: number;
  readonly rssMb: number;
}

/** Starts a server in a process of its own, and waits for its first answer to the valid request. */
export async function start(contender: Contender, port: number, asksMemory = false): Promise<Running> {
  const begun = performance.now();
  const flags = asksMemory ? ["--expose-gc"] : [];
  const child = spawn(process.execPath, [...flags, ...contender.args(port)], {
    stdio: asksMemory ? ["ignore", "ignore", "ignore", "ipc"] : "ignore",
    detached: true,
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const status = await fetch(`${url}${contender.path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(contender.body),
      signal: AbortSignal.timeout(30_000),
    })
      .then(async (response) => response.arrayBuffer().then(() => response.status))
      .catch(() => undefined);
    if (status === 200) break;
    if (status !== undefined || child.exitCode !== null || performance.now() - begun > 30_000) {
      await end(child);
      throw new Error(`${contender.name} answered ${status ?? "nothing"}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  // A child that answers has been spawned.
  const running = { url, pid: child.pid ?? 0, startMs: performance.now() - begun, stop: () => end(child) };
  const memory = async (): Promise<Memory> => {
    child.send("memory");
    const [told] = await once(child, "message");
    return told;
  };
  return { ...running, memory };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  // With its group: Steady runs in a child of its own.
  process.kill(-child.pid, "SIGKILL");
  await ended;
}
