import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The Chromium of this machine: `CHROMIUM_PATH`, else the first of the usual names on the path; null where there is none. */
export function findChromium(env: NodeJS.ProcessEnv): string | null {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const candidates = [env.CHROMIUM_PATH ?? "", ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
  return candidates.find((path) => path !== "" && canRun(path)) ?? null;
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
