import type { ImageFolder } from "../run/run-cell.ts";
import { answerPath, describeImage, stemOf } from "../run/run-folder.ts";
import { type Queue, schema } from "./queue.ts";

/** Keeps the images of a run in the database, where any worker finds them. */
export function imagesIn({ database }: Queue, run: string): ImageFolder {
  const save = (name: string, { buffer, byteOffset, byteLength }: Uint8Array) =>
    database.query(
      `INSERT INTO ${schema}.images (run, name, bytes) VALUES ($1, $2, $3) ON CONFLICT (run, name) DO UPDATE SET bytes = excluded.bytes`,
      [run, name, Buffer.from(buffer, byteOffset, byteLength)],
    );
  return {
    async saveImage(cell, index, image, keep) {
      const described = describeImage(cell, index, image);
      if (!keep) return { ...described, path: null };
      await save(described.path, image.bytes);
      return described;
    },
    async saveAnswer(cell, answer) {
      const name = answerPath(cell, answer);
      await save(name, answer.bytes);
      return name;
    },
    async readImage(cell) {
      const [row] = await database.query<{ bytes: Buffer }>(
        `SELECT bytes FROM ${schema}.images WHERE run = $1 AND starts_with(name, $2) LIMIT 1`,
        [run, `images/${stemOf(cell)}-1.`],
      );
      return row && new Uint8Array(row.bytes);
    },
  };
}
