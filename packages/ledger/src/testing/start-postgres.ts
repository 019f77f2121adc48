import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** A PostgreSQL server of a test's own, on loopback. */
export interface TestPostgres {
  /** A new, empty database on it. */
  database(): string;
  /** Ends the server as a power cut would, and starts it again. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** Debian's server, the newest; null where there is none. */
export function findPostgres(): string | null {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : [];
  const bin = versions
    .map((version) => path.join(root, version, "bin"))
    .find((folder) => existsSync(path.join(folder, "initdb")));
  if (!bin) return null;
  // The server refuses root: another user must be there to run as.
  if (process.getuid?.() === 0 && spawnSync("runuser", ["-u", "postgres", "--", "true"]).status !== 0) return null;
  return bin;
}

/** Why tests with a server are skipped. */
export const noPostgres =
  "No PostgreSQL under /usr/lib/postgresql (apt-get install postgresql), or no user to run it as.";

/** Where the server is that many runs of the tests share, as `pnpm --filter @seedbed/mutation mutation` starts one: `postgres://…/postgres`. */
export const sharedVariable = "SEEDBED_TEST_POSTGRES";

/** Starts a server in a folder of its own; without syncs, as only processes die in tests. */
export async function startPostgres(bin: string): Promise<TestPostgres> {
  const shared = process.env[sharedVariable];
  if (shared) return onShared(bin, shared);
  const folder = mkdtempSync(path.join(tmpdir(), "seedbed-postgres-"));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) must(spawnSync("chown", ["postgres", folder]));
  const as = (command: string, args: string[]): [string, string[]] =>
    isRoot ? ["runuser", ["-u", "postgres", "--", command, ...args]] : [command, args];
  const call = (tool: string, args: string[]) =>
    must(
      spawnSync(...as(path.join(bin, tool), args), {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: process.env.PATH, LC_ALL: "C" },
      }),
    );
  const data = path.join(folder, "data");
  call("initdb", ["-D", data, "-U", "seedbed", "--auth=trust", "--no-sync", "-E", "UTF8"]);
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    full_page_writes: "off",
    max_connections: "150",
  };
  const flags = [
    "-D",
    data,
    "-p",
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  let databases = 0;

  async function start() {
    const server = spawn(...as(path.join(bin, "postgres"), flags), { cwd: folder, stdio: "ignore" });
    for (
      let tries = 0;
      spawnSync(path.join(bin, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", String(port)]).status !== 0;
      tries += 1
    ) {
      if (tries > 300 || server.exitCode !== null) throw new Error("PostgreSQL did not start");
      await new Promise((done) => setTimeout(done, 50));
    }
    return server;
  }
  await start();
  return {
    database() {
      databases += 1;
      call("createdb", ["-h", "127.0.0.1", "-p", String(port), "-U", "seedbed", `test${databases}`]);
      return `postgres://seedbed:hunter2@127.0.0.1:${port}/test${databases}`;
    },
    async restart() {
      call("pg_ctl", ["stop", "-D", data, "-m", "immediate", "-w"]);
      await start();
    },
    async stop() {
      call("pg_ctl", ["stop", "-D", data, "-m", "immediate", "-w"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Databases on a server that somebody else ends. */
function onShared(bin: string, url: string): TestPostgres {
  return {
    database() {
      const name = `shared_${randomUUID().replaceAll("-", "")}`;
      must(spawnSync(path.join(bin, "createdb"), ["--maintenance-db", url, name], { encoding: "utf8" }));
      return url.replace(/[^/]+$/, name);
    },
    restart: () => Promise.reject(new Error(`the server that ${sharedVariable} names serves other tests too`)),
    stop: async () => {},
  };
}

function must({ status, stderr, error }: { status: number | null; stderr: unknown; error?: Error }): void {
  if (status !== 0) throw error ?? new Error(String(stderr));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
