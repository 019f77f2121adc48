import { readFile } from "node:fs/promises";
import path from "node:path";
import { InvalidRequestError, type Job, readJob } from "@seedbed/core";
import { reasonOf } from "../terminal/reason-of.ts";

/**
 * A job from a file: its own, or what `generate --json` or `compare --json` printed, where that names one job.
 *
 * @throws InvalidRequestError where the file holds no job that can be resumed
 */
export async function readJobFile(cwd: string, file: string): Promise<Job> {
  const refused = (text: string) => new InvalidRequestError(`The job file ${file} ${text}.`, { field: "--job" });
  const text = await readFile(path.resolve(cwd, file), "utf8").catch((error) => {
    throw refused(`cannot be read: ${reasonOf(error)}`);
  });
  const places = placesIn(parse(text, () => refused("is not JSON")));
  const jobs = places.flatMap((place) => readJob(place) ?? []);
  if (jobs.length > 1) throw refused(`holds ${jobs.length} jobs: give the file of one of them`);
  if (jobs[0]) return jobs[0];
  const other = places.map(versionOf).find((version) => version !== undefined && version !== "1");
  throw refused(other === undefined ? "holds no job" : `holds a job of version ${other}; this seedbed reads version 1`);
}

/** Where a document may hold a job: itself, its `job`, its error's, and those of its results. */
function placesIn(value: unknown): unknown[] {
  const { job, error, results } = objectOf(value);
  const within = Array.isArray(results) ? results.flatMap((result) => placesIn(result).slice(1)) : [];
  return [value, job, objectOf(error).job, ...within];
}

function versionOf(value: unknown): unknown {
  const { version, taskId } = objectOf(value);
  return taskId === undefined ? undefined : JSON.stringify(version);
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function parse(text: string, refused: () => InvalidRequestError): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused();
  }
}
