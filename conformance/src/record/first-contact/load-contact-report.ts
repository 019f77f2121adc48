import path from "node:path";
import { decodeBase64, measureImage } from "@seedbed/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { placeIn, readChecked, readSchema } from "../../fixture/checked-json.ts";
import { isInFuture } from "../../fixture/is-in-future.ts";
import { InputError } from "../../input-error.ts";
import type { ContactReport } from "./contact-report.ts";

/**
 * Reads the report of a first contact.
 *
 * @param schemas - the folder of our JSON Schemas
 * @throws InputError with file and line, where it cannot be read or does not fit its schema
 */
export async function loadContactReport(
  file: string,
  schemas: string,
  nowMs: number = Date.now(),
): Promise<ContactReport> {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv, ["date"]);
  ajv.addSchema(await readSchema(path.join(schemas, "fixture.schema.json")), "fixture.schema.json");
  const schema = await readSchema(path.join(schemas, "first-contact.schema.json"));
  const report = await readChecked(file, ajv.compile<ContactReport>(schema), "report of a first contact");
  const dates = [
    { date: report.date, at: ["date"] },
    ...report.answers.flatMap((answer, index) =>
      "fixture" in answer && answer.fixture
        ? { date: answer.fixture.provenance.date, at: ["answers", String(index), "fixture", "provenance", "date"] }
        : [],
    ),
  ];
  for (const { date, at } of dates)
    if (isInFuture(date, nowMs))
      throw new InputError(`${await placeIn(file, at)} is dated ${date}, which is yet to come.`);
  const ids = report.answers.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0)
    throw new InputError(`${await placeIn(file, ["answers", String(twice), "id"])} answers "${ids[twice]}" again.`);
  for (const [name, text] of Object.entries(report.images))
    if (!measureImage(decodeBase64(text) ?? new Uint8Array()))
      throw new InputError(`${await placeIn(file, ["images", name])}: ${name} is not an image.`);
  return report;
}
