import { createHash } from "node:crypto";
import { access, constants, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeFolder } from "@seedbed/compare/node";
import { type Image, InvalidRequestError, imageExtension, type Job, type KeptAnswer } from "@seedbed/core";
import { reasonOf } from "../terminal/reason-of.ts";

/** An image on disk. */
export interface SavedImage {
  readonly path: string;
  readonly sha256: string;
}

/** What became of the images of one generation. */
export interface Saving {
  /** In the order of the images; undefined where one could not be saved anywhere. */
  readonly saved: readonly (SavedImage | undefined)[];
  /** Why some are in the system's temporary folder, or nowhere; undefined where all are where they belong. */
  readonly trouble?: string;
}

/** A folder that images and jobs are written to. */
export interface OutFolder {
  /** Writes the images of one generation, and beside each a JSON. What cannot be written here goes to a temporary folder. */
  saveImages(
    model: string,
    images: readonly Image[],
    record: (image: SavedImage, index: number) => unknown,
  ): Promise<Saving>;
  /** Writes an answer that could not be used, here or else to a temporary folder. Gives the path; undefined if neither can be written. */
  saveAnswer(model: string, answer: KeptAnswer): Promise<string | undefined>;
  /** Keeps a job until its images are saved. */
  saveJob(job: Job): Promise<string>;
  removeJob(job: Job): Promise<void>;
}

/**
 * Opens a folder for images, and makes it where there is none.
 *
 * @throws InvalidRequestError where nothing can be written there: before anything is paid
 */
export async function openOutFolder(
  cwd: string,
  folder: string,
  now: () => Date = () => new Date(),
): Promise<OutFolder> {
  const root = path.resolve(cwd, folder);
  try {
    await makeFolder(root);
    await access(root, constants.W_OK);
    const probe = path.join(root, `.seedbed-${process.pid}`);
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    throw new InvalidRequestError(`The output folder ${folder} cannot be written: ${reasonOf(error)}.`, {
      field: "out",
    });
  }
  const shown = (file: string) =>
    file.startsWith(`${path.resolve(cwd)}${path.sep}`) ? path.relative(cwd, file) : file;
  const jobFile = (job: Job) => path.join(root, `${job.provider}-${job.taskId}.job.json`);
  let refuge: string | undefined;

  /** Writes an image and its record side by side, both or none, under a name that neither has yet. */
  async function place(into: string, stem: string, image: Image, record: (image: SavedImage) => unknown) {
    const sha256 = createHash("sha256").update(image.bytes).digest("hex");
    for (let number = 1; ; number += 1) {
      const name = path.join(into, `${stem}${number === 1 ? "" : `-${number}`}`);
      const file = `${name}.${imageExtension(image.mediaType)}`;
      const entry = { path: shown(file), sha256 };
      if (!(await writeNew(file, image.bytes))) continue;
      try {
        // Another image of this name, of another type, has a record of its own.
        if (await writeNew(`${name}.json`, `${JSON.stringify(record(entry), null, 2)}\n`)) return entry;
        await rm(file, { force: true });
      } catch (error) {
        await rm(file, { force: true }).catch(() => {});
        throw error;
      }
    }
  }

  const stemOf = (model: string) => {
    const time = now().toISOString().replace(/[-:]/g, "").replace(/\..*/, "");
    return `${time}-${model.replaceAll(/[^\w.-]+/g, "-")}`;
  };

  return {
    async saveAnswer(model, { bytes, mediaType }) {
      const write = async (folder: string) => {
        for (let number = 1; ; number += 1) {
          const name = `${stemOf(model)}-answer${number === 1 ? "" : `-${number}`}.${answerExtension(mediaType)}`;
          const file = path.join(folder, name);
          if (await writeNew(file, bytes)) return file;
        }
      };
      await mkdir(root, { recursive: true }).catch(() => {}); // it may have been removed meanwhile; writing will say
      const file = await write(root)
        .catch(async () => write(await mkdtemp(path.join(tmpdir(), "seedbed-"))))
        .catch(() => undefined);
      return file && shown(file);
    },
    async saveImages(model, images, record) {
      const saved: (SavedImage | undefined)[] = [];
      let trouble: string | undefined;
      for (const [index, image] of images.entries()) {
        const into = (where: string) =>
          place(where, `${stemOf(model)}-${index + 1}`, image, (entry) => record(entry, index));
        const elsewhere = async (error: unknown) => {
          trouble ??= reasonOf(error);
          refuge ??= await mkdtemp(path.join(tmpdir(), "seedbed-"));
          return into(refuge);
        };
        await mkdir(root, { recursive: true }).catch(() => {}); // it may have been removed meanwhile; writing will say
        saved.push(
          await into(root)
            .catch(elsewhere)
            .catch(() => undefined),
        );
      }
      return { saved, ...(trouble === undefined ? {} : { trouble }) };
    },
    async saveJob(job) {
      const file = jobFile(job);
      await mkdir(root, { recursive: true });
      await writeFile(file, `${JSON.stringify(job, null, 2)}\n`);
      return shown(file);
    },
    removeJob: (job) => rm(jobFile(job), { force: true }),
  };
}

/** Writes a file that is not there yet; false if it is. */
async function writeNew(file: string, content: string | Uint8Array): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    await rm(file, { force: true }).catch(() => {}); // half an image is none
    throw error;
  }
}

/** The ending of an answer's file. */
export function answerExtension(mediaType: string): string {
  if (mediaType.endsWith("json")) return "json";
  if (mediaType === "text/plain") return "txt";
  const [, subtype] = /^(?:image|text)\/([a-z0-9]{1,8})$/.exec(mediaType) ?? [];
  return subtype ?? "bin";
}
