import type { PictureFolder } from "../run/run-cell.ts";
import { describePicture, stemOf } from "../run/run-folder.ts";
import { type Queue, schema } from "./queue.ts";

/** Keeps the pictures of a run in the database, where any worker finds them. */
export function picturesIn({ database }: Queue, run: string): PictureFolder {
  return {
    async savePicture(cell, index, image, keep) {
      const described = describePicture(cell, index, image);
      if (!keep) return { ...described, path: null };
      await database.query(
        `INSERT INTO ${schema}.pictures (run, name, bytes) VALUES ($1, $2, $3) ON CONFLICT (run, name) DO UPDATE SET bytes = excluded.bytes`,
        [run, described.path, Buffer.from(image.bytes.buffer, image.bytes.byteOffset, image.bytes.byteLength)],
      );
      return described;
    },
    async readPicture(cell) {
      const [row] = await database.query<{ bytes: Buffer }>(
        `SELECT bytes FROM ${schema}.pictures WHERE run = $1 AND starts_with(name, $2) LIMIT 1`,
        [run, `pictures/${stemOf(cell)}-1.`],
      );
      return row && new Uint8Array(row.bytes);
    },
  };
}
