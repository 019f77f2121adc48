import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fixturesOf, loadFixtures } from "./fixture.ts";

const schema = path.resolve(import.meta.dirname, "../schemas/fixture.schema.json");
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-fixtures-"));
});
afterEach(() => rm(folder, { recursive: true }));

const fixture = {
  title: "a text becomes an image",
  provider: "novita",
  operation: "seedream5Lite",
  provenance: { kind: "synthetic", source: "this test", date: "2026-11-21" },
  call: { operation: "seedream5Lite", request: { prompt: "a" } },
  exchanges: [{ request: { method: "POST", path: "/v3" }, response: { status: 200, json: {} } }],
  expect: { images: [] },
};
async function place(file: string, content: unknown = fixture) {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
  await writeFile(path.join(folder, file), typeof content === "string" ? content : JSON.stringify(content, null, 2));
}

test("fixtures are read in the order of their names, each called by its path; what is not a JSON file is left", async () => {
  await place("novita/seedream5Lite/b.json");
  await place("novita/seedream5Lite/a.json", { ...fixture, title: "another" });
  await place("novita/seedream5Lite/notes.md", "# no fixture");
  expect(await loadFixtures(folder, schema)).toEqual([
    { ...fixture, title: "another", id: "novita/seedream5Lite/a", file: "novita/seedream5Lite/a.json" },
    { ...fixture, id: "novita/seedream5Lite/b", file: "novita/seedream5Lite/b.json" },
  ]);
});

test("one that lies elsewhere than it says is named", async () => {
  await place("novita/other/a.json");
  await expect(loadFixtures(folder, schema)).rejects.toThrow(
    /novita\/other\/a\.json:\d+ says that it is of novita\/seedream5Lite, and does not lie there\.$/,
  );
  await rm(path.join(folder, "novita"), { recursive: true });
  await place("novita/seedream5LiteMore/a.json");
  await expect(loadFixtures(folder, schema)).rejects.toThrow(/does not lie there/);
});

test("one that does not fit is named with its line", async () => {
  await place("novita/seedream5Lite/a.json", { ...fixture, title: 7 });
  await expect(loadFixtures(folder, schema)).rejects.toThrow(
    /a\.json:2 does not fit the schema of a fixture: \/title /,
  );
});

describe("the day of a fixture", () => {
  const now = Date.parse("2026-11-21T23:00:00Z");
  const dated = async (date: string, nowMs?: number) => {
    const provenance = { ...fixture.provenance, date };
    await place("novita/seedream5Lite/a.json", { ...fixture, provenance });
    return loadFixtures(folder, schema, nowMs);
  };

  test.each(["2026-11-21", "2026-11-22", "2024-02-29"])("may be %s", async (date) => {
    expect(await dated(date, now)).toHaveLength(1);
  });

  test.each(["2026-99-99", "2026-02-31", "2025-02-29", "26-11-21", "2026-11-21T00:00:00Z"])(
    "is none of a calendar: %s",
    async (date) => {
      await expect(dated(date, now)).rejects.toThrow(
        /a\.json:8 does not fit the schema of a fixture: \/provenance\/date /,
      );
    },
  );

  test("is not yet to come, but for a day that others have already", async () => {
    await expect(dated("2026-11-23", now)).rejects.toThrow(/a\.json:8 is dated 2026-11-23, which is yet to come\.$/);
    await expect(dated("2099-01-01")).rejects.toThrow(/is dated 2099-01-01, which is yet to come\.$/);
    expect(await dated("2099-01-01", Number.POSITIVE_INFINITY)).toHaveLength(1);
  });
});

describe("the image of a fixture", () => {
  const imaged = async (image: string) => {
    const exchange = { ...fixture.exchanges[0], response: { status: 200, image } };
    await place("novita/seedream5Lite/a.json", { ...fixture, exchanges: [...fixture.exchanges, exchange] });
    return loadFixtures(folder, schema);
  };
  test("lies in the folder of images", async () => {
    await place("images/a.png", "x");
    expect(await imaged("a.png")).toHaveLength(1);
  });

  test.each([
    "none.png",
    "../../../../../../etc/passwd",
    "../novita/seedream5Lite/a.json",
    "within",
    "within/b.png",
    "",
  ])("is named with its line where it does not: %j", async (image) => {
    await place("images/within/b.png", "x");
    const words = String(await imaged(image).catch(String));
    const [, line, name] = /a\.json:(\d+) names the image "(.*)", which is not a file in .*images\.$/.exec(words) ?? [];
    expect(name).toBe(image);
    const text = await readFile(path.join(folder, "novita/seedream5Lite/a.json"), "utf8");
    expect(text.split("\n")[Number(line) - 1]).toContain('"image":');
  });
});

test("a folder that is not there, and one without fixtures, are named", async () => {
  await expect(loadFixtures(path.join(folder, "none"), schema)).rejects.toThrow(
    `The folder of fixtures ${path.join(folder, "none")} cannot be read.`,
  );
  await place("readme.md", "x");
  await expect(loadFixtures(folder, schema)).rejects.toThrow(`The folder of fixtures ${folder} holds none.`);
});

describe("the fixtures of some providers", () => {
  const of = async (chosen: string[], others: string[]) =>
    fixturesOf(await loadFixtures(folder, schema), folder, { chosen, others });

  test("are theirs alone", async () => {
    await place("novita/seedream5Lite/a.json");
    await place("segmind/seedream5Lite/a.json", { ...fixture, provider: "segmind" });
    expect((await of(["novita"], ["segmind"])).map(({ id }) => id)).toEqual(["novita/seedream5Lite/a"]);
    expect(await of(["novita", "segmind"], [])).toHaveLength(2);
    await expect(of(["3daistudio"], ["novita", "segmind"])).rejects.toThrow(
      `The folder of fixtures ${folder} holds none of 3daistudio.`,
    );
    await expect(of(["novita"], ["segmint"])).rejects.toThrow(
      /segmind\/seedream5Lite\/a\.json:\d+: there is no provider "segmind" \(did you mean segmint\?\)\.$/,
    );
    await expect(of(["novita"], [])).rejects.toThrow(/there is no provider "segmind"\.$/);
  });

  test("may have an ending in capitals", async () => {
    await place("novita/seedream5Lite/b.JSON");
    expect((await of(["novita"], ["segmind"])).map(({ id }) => id)).toContain("novita/seedream5Lite/b");
  });
});
