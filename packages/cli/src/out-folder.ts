import { createHash } from "node:crypto";
import { access, constants, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Image, InvalidRequestError, type Job } from "@seedbed/core";

/** A picture on disk. */
export interface SavedImage {
  readonly path: string;
  readonly sha256: string;
}

/** A folder that pictures and jobs are written to. */
export interface OutFolder {
  /** Writes the pictures of one generation, and beside each a JSON with what was asked, sent and paid. */
  saveImages(model: string, images: readonly Image[], record: (image: SavedImage) => unknown): Promise<SavedImage[]>;
  /** Keeps a job until its pictures are saved. */
  saveJob(job: Job): Promise<string>;
  removeJob(job: Job): Promise<void>;
}

/**
 * Opens a folder for pictures, and makes it where there is none.
 *
 * @throws InvalidRequestError where nothing can be written there: before anything is paid
 */
export async function openOutFolder(cwd: string, folder: string, now: () => Date = () => new Date()): Promise<OutFolder> {
  const root = path.resolve(cwd, folder);
  try {
    await mkdir(root, { recursive: true });
    await access(root, constants.W_OK);
    const probe = path.join(root, `.seedbed-${process.pid}`);
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new InvalidRequestError(`The output folder ${folder} cannot be written (${why}).`, { field: "out" });
  }
  const shown = (file: string) => (file.startsWith(`${path.resolve(cwd)}${path.sep}`) ? path.relative(cwd, file) : file);
  const jobFile = (job: Job) => path.join(root, `${job.provider}-${job.taskId}.job.json`);

  return {
    async saveImages(model, images, record) {
      const stem = `${now().toISOString().replace(/[-:]/g, "").replace(/\..*/, "")}-${model.replaceAll(/[^\w.-]+/g, "-")}`;
      const saved: SavedImage[] = [];
      for (const [index, image] of images.entries()) {
        const file = await writeNew(root, `${stem}-${index + 1}`, extension(image.mediaType), image.bytes);
        const entry = { path: shown(file), sha256: createHash("sha256").update(image.bytes).digest("hex") };
        await writeFile(file.replace(/\.\w+$/, ".json"), `${JSON.stringify(record(entry), null, 2)}\n`);
        saved.push(entry);
      }
      return saved;
    },
    async saveJob(job) {
      const file = jobFile(job);
      await writeFile(file, `${JSON.stringify(job, null, 2)}\n`);
      return shown(file);
    },
    removeJob: (job) => rm(jobFile(job), { force: true }),
  };
}

/** Writes a file under a name that no file has yet. */
async function writeNew(folder: string, stem: string, ending: string, bytes: Uint8Array): Promise<string> {
  for (let number = 1; ; number += 1) {
    const file = path.join(folder, `${stem}${number === 1 ? "" : `-${number}`}.${ending}`);
    try {
      await writeFile(file, bytes, { flag: "wx" });
      return file;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}

function extension(mediaType: string): string {
  const ending = mediaType.split("/")[1] ?? "bin";
  return ending === "jpeg" ? "jpg" : ending;
}
