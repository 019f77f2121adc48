import { access } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { CoverageFloor, HarExchange, HeldLayer, loadHar } from "@seedbed/conformance";
import { InvalidRequestError, nearMiss, type Provider } from "@seedbed/core";
import type { Command } from "commander";
import { assertElsewhere, type CheckDestinationFlags, isElsewhere, openDestinations } from "../check/destinations.ts";
import { keepImage, openReportFolder } from "../check/report-folder.ts";
import { addBudgetFlag, addPriceFlags } from "../flags/price-flags.ts";
import { collect, number, refused } from "../flags/read-flag.ts";
import { loadEmulation, providers } from "../gen/registry.gen.ts";
import { addDestinationFlags } from "../session/destination.ts";
import type { Run, Terminal } from "../terminal/terminal.ts";
import { version } from "../version.ts";

interface Flags extends CheckDestinationFlags {
  provider?: string[];
  live?: boolean;
  requireLive?: boolean;
  smoke?: boolean;
  case?: string;
  report?: string;
  specs?: string;
  fixtures?: string;
  expected?: string;
  coverageFloor?: string;
  annotations?: boolean;
  har?: string[];
  maxAge?: number;
  json?: boolean;
}

/** `seedbed check`: does the contract hold? */
export function addCheck(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command("check")
    .description(
      "Lint the specs, replay every fixture, and with --smoke or --live make one generation for each model and mode.",
    )
    .option("--provider <id>", "only this provider (repeatable)", collect)
    .option(
      "--smoke",
      "make one generation for each model and mode, on the emulator unless --live or --base-url says otherwise (with a key at an address that is not an emulator: needs --max-spend)",
    )
    .option("--live", "make them at every provider whose key is set, and skip the others; needs --max-spend")
    .option("--require-live", "exit with 3 if a provider was not checked live")
    .option("--case <id>", "only this fixture or case")
    .option("--report <dir>", "write the report there: HTML, JSON, JUnit and Markdown")
    .option("--specs <dir>", "specs to lint and to validate against (default: those of the checkout)")
    .option("--har <file>", "validate recorded traffic against the specs (repeatable)", collect)
    .option(
      "--max-age <days>",
      "warn about fixtures whose source was read longer ago (180)",
      number("--max-age", { above: 0 }),
    )
    .option("--expected <file>", "YAML list of known findings (default: the one that comes with the fixtures)")
    .option("--coverage-floor <file>", "minimum coverage (in a checkout: conformance/coverage-floor.json)")
    .option("--fixtures <dir>", "the fixtures to replay (those that come with seedbed)");
  command.addHelpText(
    "after",
    "\nExamples:\n  $ seedbed check\n  $ seedbed check --smoke --report report\n  $ seedbed check --live --max-spend usd=1.00 --max-spend credits=80",
  );
  addDestinationFlags(addBudgetFlag(addPriceFlags(command)))
    .optionsGroup("Output:")
    .option("--json", "print the run record as one JSON document")
    .option("--annotations", "print findings as GitHub annotations (default in GitHub workflows)")
    .option("--no-annotations", "never print annotations")
    .action((flags: Flags) => run(() => checkCommand(flags, terminal)));
}

async function checkCommand(flags: Flags, terminal: Terminal): Promise<number> {
  const chosen = chosenProviders(flags.provider);
  const others = providers.filter((provider) => !chosen.includes(provider));
  if (flags.live && !flags.maxSpend)
    throw new InvalidRequestError(
      "--live pays for what it makes: set a limit with --max-spend, such as --max-spend usd=1.00 --max-spend credits=80.",
      { field: "max-spend" },
    );
  if (flags.live && flags.emulate)
    throw new InvalidRequestError("Give --live or --emulate, not both.", { field: "live" });
  if (flags.requireLive && !flags.live)
    throw new InvalidRequestError("--require-live needs --live.", { field: "require-live" });
  const folder = flags.report === undefined ? undefined : await openReportFolder(flags.report, terminal);
  if (flags.coverageFloor !== undefined && flags.case !== undefined)
    throw refused("--coverage-floor", "applies to full runs only; remove --case");
  const { check, fixturesOf, loadCases, loadExpectedFindings, loadFixtures, loadHar } = await import(
    "@seedbed/conformance"
  );
  const { createProgress } = await import("@seedbed/report");
  const home = path.dirname(fileURLToPath(import.meta.resolve("@seedbed/conformance/package.json")));
  const fixtureFolder =
    flags.fixtures === undefined ? path.join(home, "fixtures") : path.resolve(terminal.cwd, flags.fixtures);
  // A clock that is behind must not refuse the fixtures that come with seedbed.
  const nowMs = flags.fixtures === undefined ? Number.POSITIVE_INFINITY : Date.now();
  const fixtures = await fixturesOf(
    await loadFixtures(fixtureFolder, path.join(home, "schemas/fixture.schema.json"), nowMs),
    fixtureFolder,
    { chosen: chosen.map(({ id }) => id), others: others.map(({ id }) => id) },
  );
  // Those that come with seedbed are of its own fixtures.
  const ownExpected = flags.fixtures === undefined ? path.join(home, "expected.yaml") : undefined;
  const expectedFile = flags.expected === undefined ? ownExpected : path.resolve(terminal.cwd, flags.expected);
  const specFolder = flags.specs === undefined ? await checkoutSpecs(home) : path.resolve(terminal.cwd, flags.specs);
  const coverageFloor = await coverageFloorOf(flags, home, specFolder !== null, chosen, terminal);
  const smoke = flags.smoke || flags.live || flags.case !== undefined;
  const cases = await loadCases(path.join(home, "cases"), path.join(home, "schemas/case.schema.json"));
  await using destinations = await openDestinations(chosen, flags, terminal, smoke);
  if (smoke) assertElsewhere(chosen, flags, terminal, destinations);
  const progress = createProgress({
    write: terminal.rewrite ?? terminal.stderr,
    isTty: terminal.isTty,
    colour: terminal.isTty,
  });
  const stopping = () =>
    terminal.stderr("Stopping: what is in flight ends, and the rest is skipped. Once more ends it at once.\n");
  terminal.signal.addEventListener("abort", stopping, { once: true });
  const record = await check({
    providers: chosen,
    fixtures,
    fixtureFolder,
    fixtureName: nameOf(fixtureFolder, path.dirname(home), terminal),
    specFolder,
    shippedSpec: async (id) => (await loadEmulation[id as keyof typeof loadEmulation]()).openapi, // made from the same folders
    cases: smoke ? cases : [],
    caseIds: cases.map(({ id }) => id),
    otherProviders: others.map(({ id }) => id),
    servers: chosen.filter(({ id }) => smoke || isElsewhere(flags, id)).map(({ id }) => id),
    destination: destinations.of,
    keep: (bytes, mediaType, name) => keepImage(folder?.root, bytes, mediaType, name),
    expected: expectedFile === undefined ? [] : await loadExpectedFindings(expectedFile),
    ...(coverageFloor === undefined ? {} : { coverageFloor }),
    ...(flags.case === undefined ? {} : { only: flags.case }),
    requireLive: Boolean(flags.requireLive),
    ...(flags.maxAge === undefined ? {} : { maxAgeDays: flags.maxAge }),
    har: await recordedTraffic(flags, chosen, terminal, loadHar),
    stop: terminal.signal,
    timeScale: destinations.timeScale,
    version,
    onLayer: (layer, total) => progress.start(total, layer),
    onCheck: (record) => progress.step(record),
  });
  terminal.signal.removeEventListener("abort", stopping);
  progress.finish();
  // Before anything is said of it; and what was found is said, whatever becomes of the report.
  const written = await folder
    ?.write(record)
    .catch((error: unknown) => ({ trouble: unwritten(error), page: undefined }));
  const { renderAnnotations, renderJson, renderTerminal } = await import("@seedbed/report");
  const print = flags.json ? terminal.stderr : terminal.stdout;
  if (flags.json) terminal.stdout(`${renderJson(record).trimEnd()}\n`);
  const text = renderTerminal(record, { colour: !flags.json && terminal.colour, width: terminal.columns });
  print(`${text.trimEnd()}\n`);
  if (flags.annotations ?? terminal.env.GITHUB_ACTIONS === "true") print(renderAnnotations(record));
  if (written?.page) print(`\nOpen the report: ${written.page}\n`);
  if (written?.trouble) terminal.stderr(`seedbed: ${written.trouble}\n`);
  return written?.trouble && record.exitCode === 0 ? 3 : record.exitCode;
}

function chosenProviders(ids: readonly string[] | undefined): Provider[] {
  const known = providers.map(({ id }): string => id);
  for (const id of ids ?? []) {
    if (!known.includes(id))
      throw new InvalidRequestError(
        `There is no provider "${id}"${nearMiss(id, known)}. The providers are ${known.join(", ")}.`,
        { field: "provider" },
      );
  }
  return providers.filter(({ id }) => !ids || ids.includes(id));
}

/** The calls of these providers in every HAR file that was given. */
async function recordedTraffic(
  { har = [], baseUrl = [] }: Flags,
  chosen: readonly Provider[],
  { cwd }: Terminal,
  load: typeof loadHar,
): Promise<HarExchange[]> {
  const baseUrls = Object.fromEntries(
    baseUrl.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]),
  );
  const files = await Promise.all(har.map((file) => load(path.resolve(cwd, file), chosen, baseUrls)));
  return files.flat();
}

/** The floor that is asked for; in a checkout its own, where its own fixtures are replayed and its own emulator answers. */
async function coverageFloorOf(
  flags: Flags,
  home: string,
  isCheckout: boolean,
  chosen: readonly Provider[],
  terminal: Terminal,
): Promise<CoverageFloor | undefined> {
  const others = [flags.specs, flags.fixtures, flags.baseUrl, flags.case].some((flag) => flag !== undefined);
  const own = isCheckout && !others ? path.join(home, "coverage-floor.json") : undefined;
  const file = flags.coverageFloor === undefined ? own : path.resolve(terminal.cwd, flags.coverageFloor);
  if (file === undefined) return undefined;
  const { checkFloorProviders, loadCoverageFloor } = await import("@seedbed/conformance");
  const floor = await loadCoverageFloor(file, nameOf(file, path.dirname(home), terminal));
  // A provider that is new in a checkout has none yet.
  const must = chosen.flatMap(({ id }): [string, HeldLayer[]][] => {
    const isEmulated = flags.smoke && !flags.live;
    return file === own ? [] : [[id, isEmulated || isElsewhere(flags, id) ? ["replay", "emulator"] : ["replay"]]];
  });
  await checkFloorProviders(file, floor, { must: Object.fromEntries(must), known: providers.map(({ id }) => id) });
  return floor;
}

function unwritten(error: unknown): string {
  return `The report cannot be made: ${error instanceof Error ? error.message : String(error)}.`;
}

/** What a file is called where the run is read: from the checkout that it lies in, else from where the command runs. */
function nameOf(file: string, root: string, { cwd }: Terminal): string {
  const [fromRoot, fromHere] = [path.relative(root, file), path.relative(cwd, file)];
  return (fromRoot.startsWith("..") ? fromHere : fromRoot).replaceAll(path.sep, "/");
}

/** The specs beside the conformance package; null outside a checkout. */
async function checkoutSpecs(home: string): Promise<string | null> {
  const folder = path.resolve(home, "../specs");
  return access(path.join(folder, "redocly.yaml")).then(
    () => folder,
    () => null,
  );
}
