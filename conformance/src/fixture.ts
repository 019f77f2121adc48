import { readdir } from "node:fs/promises";
import path from "node:path";
import { nearMiss } from "@seedbed/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { placeIn, readChecked, readSchema } from "./checked-json.ts";
import { InputError } from "./input-error.ts";
import { isInFuture } from "./is-in-future.ts";
import type { ImageFacts } from "./record/redact/small-image.ts";

/** One call of a client, the exchanges it makes, and what must come of it. Its JSON Schema is `schemas/fixture.schema.json`. */
export interface Fixture {
  /** `<provider>/<operation>/<case>`, from its path. */
  readonly id: string;
  /** Relative to the folder of the fixtures. */
  readonly file: string;
  /** What it shows, in a few words. */
  readonly title: string;
  /** Provider id, e.g. `segmind`. */
  readonly provider: string;
  /** Operation id, e.g. `seedreamV3TextToImage`. */
  readonly operation: string;
  /** How it came to be: from the provider, built from a document, or invented to provoke something; and when. */
  readonly provenance: {
    readonly kind: "recorded" | "documented" | "synthetic";
    readonly source: string;
    readonly date: string;
    readonly note?: string;
    /** Hash of what the spec stated of the operation when someone last looked at both. */
    readonly spec?: string;
    /** What a recording had and the fixture has not. */
    readonly redacted?: readonly string[];
  };
  /** What the client is asked to do. */
  readonly call: Call;
  /** In the order that they must happen. */
  readonly exchanges: readonly Exchange[];
  /** What the client must make of it. */
  readonly expect: Readonly<Record<string, unknown>>;
}

/** What the client is asked to do. */
export type Call =
  | {
      readonly operation: string;
      readonly request: Readonly<Record<string, unknown>>;
      readonly extraBody?: Readonly<Record<string, unknown>>;
    }
  | { readonly wait: string }
  | { readonly model: string; readonly request: Readonly<Record<string, unknown>> };

/** One HTTP request and its response. */
export interface Exchange {
  /** What the client must send; a header of null must not be there. */
  readonly request: {
    readonly method: "GET" | "POST";
    readonly path?: string;
    readonly url?: string;
    readonly headers?: Readonly<Record<string, string | null>>;
    readonly body?: unknown;
  };
  /** What it is answered. */
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly json?: unknown;
    readonly text?: string;
    /** A file in the folder `images` beside the providers'. */
    readonly image?: string;
  };
  /** What the images of a recording were, before small ones took their place. */
  readonly images?: readonly ImageFacts[];
}

/**
 * Reads every fixture of a folder, in the order of their names.
 *
 * @param nowMs - a fixture of a later day is refused, but for the day by which time zones differ
 * @throws InputError with one sentence that names the file, where one is not valid JSON, does not fit its schema or names no image
 */
export async function loadFixtures(folder: string, schemaFile: string, nowMs = Date.now()): Promise<Fixture[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => {
    throw new InputError(`The folder of fixtures ${folder} cannot be read.`);
  });
  const files = entries.filter((entry) => /\.json$/i.test(entry)).sort();
  if (files.length === 0) throw new InputError(`The folder of fixtures ${folder} holds none.`);
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv, ["date"]);
  const validate = ajv.compile<Omit<Fixture, "id" | "file">>(await readSchema(schemaFile));
  const images = path.join(folder, "images");
  const named = await readdir(images, { withFileTypes: true }).catch(() => []);
  const isThere = (image: string) => named.some((entry) => entry.name === image && !entry.isDirectory());
  return Promise.all(
    files.map(async (file) => {
      const fixture = await readChecked(path.join(folder, file), validate, "fixture");
      const id = file.replaceAll(path.sep, "/").replace(/\.json$/i, "");
      if (!id.startsWith(`${fixture.provider}/${fixture.operation}/`)) {
        const says = `says that it is of ${fixture.provider}/${fixture.operation}, and does not lie there`;
        throw new InputError(`${await placeIn(path.join(folder, file), ["operation"])} ${says}.`);
      }
      const { date } = fixture.provenance;
      if (isInFuture(date, nowMs)) {
        const place = await placeIn(path.join(folder, file), ["provenance", "date"]);
        throw new InputError(`${place} is dated ${date}, which is yet to come.`);
      }
      for (const [index, { response }] of fixture.exchanges.entries()) {
        const { image } = response;
        if (image === undefined || isThere(image)) continue;
        const place = await placeIn(path.join(folder, file), ["exchanges", String(index), "response", "image"]);
        throw new InputError(`${place} names the image "${image}", which is not a file in ${images}.`);
      }
      return { ...fixture, id, file };
    }),
  );
}

/**
 * The fixtures of some providers.
 *
 * @param folder - where they were read
 * @throws InputError where one is of a provider that there is not, or none is of those that are chosen
 */
export async function fixturesOf(
  fixtures: readonly Fixture[],
  folder: string,
  { chosen, others }: { readonly chosen: readonly string[]; readonly others: readonly string[] },
): Promise<Fixture[]> {
  const known = [...chosen, ...others];
  const stray = fixtures.find(({ provider }) => !known.includes(provider));
  if (stray) {
    const place = await placeIn(path.join(folder, stray.file), ["provider"]);
    throw new InputError(`${place}: there is no provider "${stray.provider}"${nearMiss(stray.provider, known)}.`);
  }
  const own = fixtures.filter(({ provider }) => chosen.includes(provider));
  if (own.length > 0) return own;
  throw new InputError(`The folder of fixtures ${folder} holds none of ${chosen.join(", ")}.`);
}
