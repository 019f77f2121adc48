import { readFile, rm, writeFile } from "node:fs/promises";

/** What Stryker keeps of a run for the next one, as much of it as is looked at here. */
export interface EarlierRun {
  readonly files: Readonly<
    Record<string, { mutants: readonly { readonly status: string; readonly static?: boolean }[] }>
  >;
}

/**
 * An earlier run without the changes to code that runs as a module is loaded, if no test noticed them: Stryker knows of no
 * test that covers such code, so that it would keep them as unnoticed whatever tests are added.
 */
export function withoutStaticSurvivors<T extends EarlierRun>(earlier: T): T {
  const files = Object.entries(earlier.files).map(([name, file]) => {
    const mutants = file.mutants.filter((mutant) => !(mutant.static && mutant.status === "Survived"));
    return [name, { ...file, mutants }];
  });
  return { ...earlier, files: Object.fromEntries(files) };
}

/** Lets them run again: takes them out of the file of the earlier run, if there is one. */
export async function forgetStaticSurvivors(file: string): Promise<void> {
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    await writeFile(file, JSON.stringify(withoutStaticSurvivors(JSON.parse(text))));
  } catch {
    await rm(file, { force: true }); // there is none, or a run was stopped as it wrote it
  }
}
