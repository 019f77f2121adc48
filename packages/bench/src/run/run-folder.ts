import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeFolder } from "@seedbed/compare/node";
import {
  checkOptions,
  type Image,
  InvalidRequestError,
  imageExtension,
  type KeptAnswer,
  type OptionNames,
} from "@seedbed/core";
import type { BenchAttempt, BenchImage, BenchRecord, Cell } from "../bench-record.ts";
import type { Plan } from "../plan/plan.ts";
import { hasValidCosts } from "./has-valid-costs.ts";
import { looksBlank } from "./looks-blank.ts";

/** What a run is, as `plan.json` in its folder says from the start. */
export interface RunHead {
  /** Of this form. */
  readonly version: 1;
  /** What is run. */
  readonly plan: Plan;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Whether an emulator answers. */
  readonly emulated: boolean;
  /** How much faster than real time the provider's time runs. */
  readonly timeScale: number;
}

const ledgerName = "ledger.sqlite";

/** The folder of a run: all that is needed to go on with it after a crash, and what came of it. */
export interface RunFolder {
  /** Its path. */
  readonly folder: string;
  /** What the run is. */
  readonly head: RunHead;
  /** Path of the ledger. */
  readonly ledgerFile: string;
  /** What has come of cells so far, by id. */
  readonly attempts: ReadonlyMap<string, BenchAttempt>;
  /** Keeps what came of a cell; resolves when it is on the disk. */
  append(attempt: BenchAttempt): Promise<void>;
  /** Saves an image; resolves when it is on the disk. `keep: false` measures it alone. */
  saveImage(cell: Cell, index: number, image: MeasuredBytes, keep: boolean): Promise<BenchImage>;
  /** Saves an answer that could not be used, as it came; resolves with its path when it is on the disk. */
  saveAnswer(cell: Cell, answer: KeptAnswer): Promise<string>;
  /** An image that was saved before its outcome was known. */
  readImage(cell: Cell): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Writes `bench.json`, whole. */
  writeRecord(record: BenchRecord): Promise<void>;
  /** Lets go of the files. */
  close(): Promise<void>;
}

/**
 * Begins the folder of a run.
 *
 * @param options - `ledger`: false, where it is kept elsewhere, as that of a queued run: the folder cannot be gone on with
 * @throws InvalidRequestError where it holds a run already, or cannot be made
 */
export async function createRunFolder(
  folder: string,
  head: RunHead,
  options: { readonly ledger?: boolean } = {},
): Promise<RunFolder> {
  checkOptions("createRunFolder", options, { ledger: true } satisfies OptionNames<typeof options>);
  const { ledger = true } = options;
  if (await stat(path.join(folder, "plan.json")).catch(() => undefined))
    throw refused(`The folder ${folder} holds a run already: go on with it by --resume, or name another with --out.`);
  try {
    await makeFolder(path.join(folder, "images"));
    // Before the plan: a run that was begun has a ledger, and one without has lost it.
    if (ledger) await writeFile(path.join(folder, ledgerName), "", { flag: "a" });
    await writeWhole(path.join(folder, "plan.json"), `${JSON.stringify(head, null, 2)}\n`);
  } catch (error) {
    throw refused(`The folder ${folder} cannot be written (${reasonOf(error)}). Nothing was sent.`);
  }
  return folderOf(folder, head, new Map());
}

/**
 * Opens the folder of a run to go on with it. A last line that a crash cut off is taken away.
 *
 * @throws InvalidRequestError where it is none, or damaged
 */
export async function openRunFolder(folder: string): Promise<RunFolder> {
  const text = await readFile(path.join(folder, "plan.json"), "utf8").catch((error) => {
    throw refused(
      `There is no run in ${folder} (plan.json: ${reasonOf(error)}): --resume takes the folder that a run was begun in.`,
    );
  });
  const head = parse<RunHead>(text, `${folder}/plan.json is damaged`);
  if (head.version !== 1)
    throw refused(
      `The run in ${folder} was begun by a newer seedbed (version ${head.version}): update seedbed. Nothing was sent.`,
    );
  if (!(await stat(path.join(folder, ledgerName)).catch(() => undefined)))
    throw refused(
      `The run in ${folder} has lost its ledger, ${ledgerName}: what was sent and paid cannot be told without it. Put it back from a copy, or begin a new run. Nothing was sent.`,
    );
  const file = path.join(folder, "attempts.jsonl");
  const content = await readFile(file).catch(() => Buffer.alloc(0));
  const whole = content.lastIndexOf("\n") + 1;
  if (whole < content.length) await truncate(file, whole);
  const lines = content.subarray(0, whole).toString("utf8").split("\n").slice(0, -1);
  const attempts = new Map(
    lines.map((line, index) => {
      const place = `${folder}/attempts.jsonl:${index + 1} is damaged`;
      const attempt = parse<Partial<BenchAttempt> | null>(line, place);
      const isNamed =
        typeof attempt?.id === "string" && typeof attempt.outcome === "string" && typeof attempt.model === "string";
      if (isNamed && !hasValidCosts(attempt)) throw refused(`${place}: its cost is not an amount. ${restoring}`);
      if (isNamed && typeof attempt.id === "string") return [attempt.id, attempt as BenchAttempt]; // as this package wrote it
      throw refused(`${place}: it is not an attempt. ${restoring}`);
    }),
  );
  await mkdir(path.join(folder, "images"), { recursive: true });
  return folderOf(folder, head, attempts);
}

async function folderOf(folder: string, head: RunHead, attempts: Map<string, BenchAttempt>): Promise<RunFolder> {
  const log = await open(path.join(folder, "attempts.jsonl"), "a");
  const appendLine = groupedAppend(log);
  return {
    folder,
    head,
    attempts,
    ledgerFile: path.join(folder, ledgerName),
    async append(attempt) {
      await appendLine(`${JSON.stringify(attempt)}\n`);
      attempts.set(attempt.id, attempt);
    },
    async saveImage(cell, index, image, keep) {
      const described = describeImage(cell, index, image);
      if (keep) await writeWhole(path.join(folder, described.path), image.bytes);
      return keep ? described : { ...described, path: null };
    },
    async saveAnswer(cell, answer) {
      const file = answerPath(cell, answer);
      await writeWhole(path.join(folder, file), answer.bytes);
      return file;
    },
    async readImage(cell) {
      const start = `${stemOf(cell)}-1.`;
      const name = (await readdir(path.join(folder, "images"))).find(
        (each) => each.startsWith(start) && !each.endsWith(".part"),
      );
      return name === undefined ? undefined : new Uint8Array(await readFile(path.join(folder, "images", name)));
    },
    writeRecord: (record) => writeWhole(path.join(folder, "bench.json"), `${JSON.stringify(record)}\n`),
    close: () => log.close(),
  };
}

type MeasuredBytes = Pick<Image, "bytes" | "mediaType" | "width" | "height" | "truncated">;

/** What is told of an image, with the path that it is kept under. */
export function describeImage(
  cell: Cell,
  index: number,
  { bytes, mediaType, width, height, truncated }: MeasuredBytes,
): BenchImage & { readonly path: string } {
  return {
    path: `images/${stemOf(cell)}-${index + 1}.${imageExtension(mediaType)}`,
    mediaType,
    width,
    height,
    ...(truncated ? { truncated } : {}),
    sizeBytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    blank: truncated ? null : looksBlank(bytes, mediaType, (width ?? 0) * (height ?? 0)),
  };
}

/** The path that an answer is kept under, among the images that it should have been. */
export function answerPath(cell: Cell, { mediaType }: KeptAnswer): string {
  const ending = mediaType.endsWith("json") ? "json" : mediaType === "text/html" ? "html" : "bin";
  return `images/answer-${stemOf(cell)}.${ending}`;
}

/** Appends with one sync for all lines that came meanwhile. */
function groupedAppend(log: FileHandle): (line: string) => Promise<void> {
  let gathered: string[] = [];
  let next: Promise<void> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const write = async () => {
    const lines = gathered.join("");
    gathered = [];
    next = undefined;
    await log.appendFile(lines);
    await log.datasync();
  };
  return (line) => {
    gathered.push(line);
    if (!next) {
      next = last.then(write, write);
      last = next.catch(() => {}); // who waits for it is told
    }
    return next;
  };
}

/** A file is there whole or not at all. */
async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, "w");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}

/** How the images of a cell are named. */
export function stemOf({ id }: Cell): string {
  return id.replaceAll("/", "-");
}

const restoring = "Nothing was sent; restore it from a copy, or begin a new run.";

function parse<T>(text: string, what: string): T {
  try {
    return JSON.parse(text);
  } catch {
    throw refused(`${what}: it is not valid JSON. ${restoring}`);
  }
}

function refused(text: string): InvalidRequestError {
  return new InvalidRequestError(text, { field: "out" });
}

const reasons: Record<string, string> = {
  EACCES: "permission is denied",
  ENOENT: "it does not exist",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file",
  EROFS: "the file system is read-only",
};

/** Why a file could not be read or written, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  return (code && reasons[code]) ?? code ?? String(error);
}
