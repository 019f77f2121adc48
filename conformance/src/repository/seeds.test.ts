import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Fixture, loadFixtures } from "../fixture/fixture.ts";
import { lintSpec } from "../lint/lint.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const seedFolder = path.resolve(root, "../shared/seeds");
const reason = existsSync(seedFolder) ? "" : " (skipped: the seeds do not lie beside this checkout)";

describe.skipIf(reason !== "")(`the fixtures hold what the seeds say${reason}`, async () => {
  const schema = path.join(root, "conformance/schemas/fixture.schema.json");
  const fixtures = reason ? [] : await loadFixtures(path.join(root, "conformance/fixtures"), schema);
  const fixture = (id: string): Fixture => {
    const found = fixtures.find((candidate) => candidate.id === id);
    if (!found) throw new Error(`There is no fixture ${id}.`);
    return found;
  };

  test.each([
    ["000", "segmind/seedreamV5LiteTextToImage/seed-sample"],
    ["001", "segmind/seedreamV5LiteImageToImage/seed-sample"],
    ["002", "segmind/seedreamV3TextToImage/seed-sample"],
  ])("seed %s: the Python sample is the request of %s", (seed, id) => {
    const { url, headers, data } = pythonSample(seedText(seed));
    expect(sent(fixture(id))).toEqual({ method: "POST", path: url.pathname, headers: lowerCase(headers), body: data });
    expect(fixture(id).call).toEqual({ operation: fixture(id).operation, request: data });
    expect(url.host).toBe("api.segmind.com");
  });

  test.each([
    [0, "3daistudio/seedreamV5LiteGenerate/seed-sample"],
    [1, "3daistudio/seedreamV5LiteEdit/seed-sample"],
  ])("seed 003: curl sample %i and its response are those of %s", (index, id) => {
    const sample = curlSamples(seedText("003"))[index];
    expect(sent(fixture(id))).toEqual({
      method: "POST",
      path: sample?.url.pathname,
      headers: sample?.headers,
      body: sample?.data,
    });
    expect(fixture(id).call).toEqual({ operation: fixture(id).operation, request: sample?.data });
    expect(fixture(id).exchanges[0]?.response.json).toEqual(sample?.response);
    expect(fixture(id).expect.reply).toEqual(sample?.response);
    expect(sample?.url.host).toBe("api.3daistudio.com");
  });

  test.each(["seed-sample", "seed-sample-waited"])(
    "seed 003: the status sample and its response are those of %s",
    (name) => {
      const [generated, , sample] = curlSamples(seedText("003"));
      const submitted = generated?.response as TaskResponse;
      const status = sample?.response as StatusResponse;
      const { exchanges, expect: expected } = fixture(`3daistudio/getGenerationRequestStatus/${name}`);
      const asked = { method: "GET", path: sample?.url.pathname.replace("YOUR_TASK_ID", submitted.task_id) };
      expect(exchanges[0]?.request).toEqual({ ...asked, headers: sample?.headers });
      expect(exchanges[0]?.response.json).toEqual(sample?.response);
      if (name === "seed-sample") expect(expected.reply).toEqual(status);
      else expect(exchanges[1]?.request.url).toBe(status.results[0]?.asset);
    },
  );

  test("seed 004: the template stands in the spec as printed, and the fixture fills it", async () => {
    const { url, template, answer } = novitaSample(seedText("004"));
    const document = (await lintSpec(path.join(root, "specs"), "novita")).document as NovitaDocument; // its own spec
    const operation = document.paths[url.pathname]?.post;
    expect(operation?.["x-seed-sample"]).toEqual(template);
    const filled = fixture("novita/seedream5Lite/seed-sample");
    expect(outline(filled.exchanges[0]?.request.body)).toEqual(outline(template));
    expect(filled.exchanges[0]?.request.body).toEqual(
      operation?.requestBody.content["application/json"].examples.seedSampleFilled.value,
    );
    expect(filled.exchanges[0]?.request).toMatchObject({ method: "POST", path: url.pathname });
    expect(outline(filled.exchanges[0]?.response.json)).toEqual(outline(answer));
    expect(fixture("novita/seedream5Lite/seed-answer").exchanges[0]?.response.json).toEqual(answer);
    expect(url.host).toBe("api.novita.ai");
  });
});

/** The seed's response to a submit. */
interface TaskResponse {
  readonly task_id: string;
}

/** The seed's response to a poll. */
interface StatusResponse {
  readonly results: readonly { readonly asset: string }[];
}

/** As much of Novita's spec as is compared. */
interface NovitaDocument {
  readonly paths: Record<
    string,
    {
      readonly post: {
        readonly "x-seed-sample": unknown;
        readonly requestBody: {
          readonly content: Record<
            "application/json",
            { readonly examples: Record<"seedSampleFilled", { readonly value: unknown }> }
          >;
        };
      };
    }
  >;
}

function seedText(seed: string): string {
  const file = readdirSync(seedFolder).find((name) => name.startsWith(`${seed}_`));
  if (file === undefined) throw new Error(`There is no seed ${seed}.`);
  return readFileSync(path.join(seedFolder, file), "utf8").replaceAll("\r\n", "\n");
}

/** What the client sends, but for headers that must not be there. */
function sent({ exchanges: [exchange] }: Fixture): unknown {
  const { headers = {}, ...request } = exchange?.request ?? {};
  return { ...request, headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== null)) };
}

/** The sample's lines are numbered, and its two dicts are written with JSON's own words. */
function pythonSample(text: string): { url: URL; headers: Record<string, string>; data: unknown } {
  const code = text
    .split("\n")
    .map((line) => line.replace(/^ ?\d+(?=\D|$)/, ""))
    .join("\n");
  return {
    url: new URL(group(/^url = "(.+)"$/m, code)),
    headers: JSON.parse(group(/^headers = (\{[\s\S]*?\n\})/m, code)),
    data: JSON.parse(group(/^data = (\{[\s\S]*?\n\})/m, code)),
  };
}

/** Each curl command, with the response printed under it. */
function curlSamples(text: string): { url: URL; headers: Record<string, string>; data?: unknown; response: unknown }[] {
  const samples = text.matchAll(/^curl (?:-X POST )?(\S+) \\\n([\s\S]*?)\nResponse\n(\{[\s\S]*?\n\})/gm);
  return [...samples].map(([, url = "", options = "", response = ""]) => {
    const headers = [...options.matchAll(/-H "([^:]+): ([^"]+)"/g)].map(([, name = "", value = ""]) => [name, value]);
    const data = /-d '(.+)'$/s.exec(options)?.[1];
    return {
      url: new URL(url),
      headers: lowerCase(Object.fromEntries(headers)),
      ...(data === undefined ? {} : { data: JSON.parse(data) }),
      response: JSON.parse(response),
    };
  });
}

function novitaSample(text: string): { url: URL; template: unknown; answer: unknown } {
  const [, template = "", answer = ""] = /--data '\n(\{[\s\S]*?\n\})\n'\n(\{[\s\S]*?\n\})/.exec(text) ?? [];
  return { url: new URL(group(/--url (\S+)/, text)), template: JSON.parse(template), answer: JSON.parse(answer) };
}

function group(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`The seed has nothing that fits ${pattern}.`);
  return found;
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The fields of a template without its placeholders: what remains when every value is filled in. */
function outline(value: unknown): unknown {
  if (Array.isArray(value)) return "list";
  if (typeof value !== "object" || value === null) return "value";
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, outline(item)]));
}
