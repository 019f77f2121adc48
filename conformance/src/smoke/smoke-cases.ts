import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { GenerationRequest } from "@seedbed/compare";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { readChecked, readSchema } from "../fixture/checked-json.ts";
import { InputError } from "../input-error.ts";

/** A provider-neutral request and what must come of it. Its JSON Schema is `schemas/case.schema.json`. */
export interface Case {
  /** The file's name, without its ending. */
  readonly id: string;
  /** What it shows, in a few words. */
  readonly title: string;
  /** What is asked for: from text alone, from an image, several at once, or an edit. */
  readonly mode: "text" | "image" | "several" | "edit";
  /** In the words that hold for every provider. */
  readonly request: GenerationRequest;
  /** What must come of it. */
  readonly expect: { readonly images: number };
}

/** A case as its file has it: images are names of files. */
interface CaseFile extends Omit<Case, "request"> {
  readonly $schema?: string;
  readonly request: Omit<GenerationRequest, "images"> & { readonly images?: readonly string[] };
}

/**
 * Reads every case of a folder, with the images that they name.
 *
 * @throws InputError with one sentence that names the file
 */
export async function loadCases(folder: string, schemaFile: string): Promise<Case[]> {
  const order = ["text", "image", "several", "edit"];
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(".json"));
  const validate = new Ajv2020({ strict: false }).compile<CaseFile>(await readSchema(schemaFile));
  const cases = await Promise.all(files.map((file) => loadCase(folder, file, validate)));
  for (const [index, { id }] of cases.entries()) {
    const other = cases.findIndex((candidate) => candidate.id === id);
    if (other < index) throw new InputError(`The cases ${files[other]} and ${files[index]} have the same id "${id}".`);
  }
  return cases.sort((a, b) => order.indexOf(a.mode) - order.indexOf(b.mode) || (a.id < b.id ? -1 : 1));
}

async function loadCase(folder: string, file: string, validate: ValidateFunction<CaseFile>): Promise<Case> {
  const value = await readChecked(path.join(folder, file), validate, "case");
  const { $schema: _schema, ...stated } = value;
  const { images: files, ...request } = stated.request;
  if (!files) return { ...stated, request };
  const images = await Promise.all(
    files.map(async (name) => {
      const bytes = await readFile(path.join(folder, "images", name)).catch(() => {
        throw new InputError(`The case ${file} names the image ${name}, which cannot be read.`);
      });
      return new Uint8Array(bytes);
    }),
  );
  return { ...stated, request: { ...request, images } };
}
