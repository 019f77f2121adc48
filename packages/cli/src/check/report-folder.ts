import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { imageExtension } from "@seedbed/core";
import type { RunRecord } from "@seedbed/report";
import { openOutFolder } from "../session/out-folder.ts";
import { reasonOf } from "../terminal/reason-of.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Keeps an image in the folder of the report, where there is one, and tells its digest. */
export async function keepImage(root: string | undefined, bytes: Uint8Array, mediaType: string, name: string) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (root === undefined) return { sha256 };
  const file = path.join("images", `${name}.${imageExtension(mediaType)}`);
  await mkdir(path.join(root, "images"), { recursive: true });
  await writeFile(path.join(root, file), bytes);
  return { sha256, path: file };
}

/** Opens a folder for the report, seen to be writable before anything is run. */
export async function openReportFolder(folder: string, terminal: Terminal) {
  await openOutFolder(terminal.cwd, folder);
  const root = path.resolve(terminal.cwd, folder);
  return {
    root,
    /** Writes what it can, gives the page, and the sentence that says what it cannot. */
    async write(record: RunRecord): Promise<{ readonly page?: string; readonly trouble?: string }> {
      const { overlays, renderHtml, renderJson, renderJunit, renderMarkdown } = await import("@seedbed/report");
      const images = new Map<string, Uint8Array>();
      const paths = record.generations.flatMap(({ images }) =>
        images.flatMap(({ path: file, mediaType }) => (file === undefined ? [] : [{ file, mediaType }])),
      );
      for (const { file } of paths) {
        const bytes = await readFile(path.join(root, file)).catch(() => undefined); // the page says that it is not there
        if (bytes) images.set(file, bytes);
      }
      const mediaTypes = new Map(paths.map(({ file, mediaType }) => [file, mediaType]));
      const readImage = (file: string) => {
        const bytes = images.get(file);
        return bytes ? { bytes, mediaType: mediaTypes.get(file) ?? "application/octet-stream" } : null;
      };
      const files = {
        "index.html": renderHtml(record, { readImage }),
        "run.json": renderJson(record),
        "junit.xml": renderJunit(record),
        "summary.md": renderMarkdown(record),
        ...Object.fromEntries(overlays(record).map(({ file, text }) => [file, text])),
      };
      // What an earlier run proposed is not of this one.
      for (const { id } of record.providers)
        await rm(path.join(root, `overlay-${id}.yaml`), { force: true }).catch(() => {});
      let trouble: string | undefined;
      for (const [name, text] of Object.entries(files)) {
        const file = path.join(root, name);
        await writeFile(file, text).catch((error: unknown) => {
          trouble ??= `The report ${file} cannot be written: ${reasonOf(error)}.`;
        });
      }
      return trouble === undefined ? { page: path.join(root, "index.html") } : { trouble };
    },
  };
}
