import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parseDocument } from "yaml";
import { readSchema } from "../../fixture/checked-json.ts";
import { InputError } from "../../input-error.ts";

/** An open question about a provider, as data. Its JSON Schema is `schemas/questions.schema.json`. */
export interface Question {
  /** e.g. `balance-form`. */
  readonly id: string;
  /** For people. */
  readonly question: string;
  /** What is sent. */
  readonly send: QuestionSend;
  /** Another question, which must have been answered with success in the same run: else nothing follows from this one. */
  readonly control?: string;
  /** What of the exchanges is looked at: `status`, `media-type`, `header.x-cost`, `json.results[0].asset_type`. */
  readonly read: {
    /** The first that was made, the last with the provider, the poll before the last (the only one, where there is one), or the download of an image. @default "last" */
    readonly of?: "first" | "last" | "unfinished" | "download";
    readonly facts: readonly string[];
  };
  /** What the facts mean: the first whose facts all match. */
  readonly answers: readonly QuestionAnswer[];
}

/** A request as it is, or a call of the real client. */
export type QuestionSend =
  | {
      readonly method: "GET" | "POST";
      /** Below the base URL. */
      readonly path: string;
      /** How the key is sent. @default "documented" */
      readonly key?: "documented" | "missing" | "invalid" | "bearer";
      readonly body?: Readonly<Record<string, unknown>>;
      /** How often, without keeping to the provider's pace: the last answer counts. @default 1 */
      readonly times?: number;
      /** Of a POST that may be taken all the same: the operation whose price is the worst case. */
      readonly operation?: string;
    }
  | {
      readonly model: string;
      readonly request: { readonly prompt: string; readonly [setting: string]: unknown };
      /** How many images go along. @default 0 */
      readonly images?: number;
    }
  | { readonly operation: string; readonly request: Readonly<Record<string, unknown>> };

/** What some facts mean, and which statements of the spec they bear out. */
export interface QuestionAnswer {
  /** A regular expression for each fact. */
  readonly when: Readonly<Record<string, string>>;
  /** The answer, for people. */
  readonly means: string;
  /** Places in the folder of the provider's spec whose evidence becomes `observed`. */
  readonly observed?: readonly SpecPlace[];
}

/** A place in a file of a spec. */
export interface SpecPlace {
  /** e.g. `openapi.yaml`. */
  readonly file: string;
  /** The keys that lead there. */
  readonly at: readonly string[];
}

/**
 * Reads the open questions about a provider.
 *
 * @throws InputError where there are none, or they do not fit their schema
 */
export async function loadQuestions(file: string, schemaFile: string): Promise<Question[]> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new InputError(`There are no questions: the file ${file} cannot be read.`);
  });
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) throw new InputError(`${file}:${broken.linePos?.[0].line ?? 1} is not valid YAML: ${broken.code}.`);
  const validate = new Ajv2020({ strict: false }).compile<{ questions: Question[] }>(await readSchema(schemaFile));
  const value: unknown = document.toJS();
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    throw new InputError(`${file} does not fit the schema of questions: ${error?.instancePath} ${error?.message}.`);
  }
  const ids = value.questions.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined) throw new InputError(`${file} has two questions "${twice}".`);
  const loose = value.questions.find(({ control }) => control !== undefined && !ids.includes(control));
  if (loose) throw new InputError(`${file} has no question "${loose.control}", the control of ${loose.id}.`);
  return value.questions;
}
