import threeDAIStudio from "@seedbed/3daistudio/openapi.json" with { type: "json" };
import novita from "@seedbed/novita/openapi.json" with { type: "json" };
import segmind from "@seedbed/segmind/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createSpec } from "../spec/create-spec.ts";
import { fieldsOf } from "./body-choices.ts";
import type { ContractCase } from "./contract-case.ts";
import { curlLine } from "./curl-line.ts";
import { generateCases } from "./generate-cases.ts";

const documents = { segmind, "3daistudio": threeDAIStudio, novita };
const made = Object.entries(documents).map(([provider, document]) => {
  const spec = createSpec(document);
  return { provider, spec, cases: generateCases(provider, spec) };
});

const sent = (cases: readonly ContractCase[], outcome: string, field: string) =>
  cases.filter(({ expect }) => expect.outcome === outcome).map(({ request }) => request.body?.[field]);

test("the same spec gives the same cases, each with an id of its own", () => {
  for (const { provider, spec, cases } of made) {
    expect(generateCases(provider, spec)).toEqual(cases);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  }
});

describe.each(made)("$provider", ({ spec, cases }) => {
  const bodies = Map.groupBy(
    spec.operations.filter(({ body }) => body),
    ({ body }) => body?.pointer,
  );
  const fields = [...bodies.values()].flatMap((sharing) => {
    const ids = sharing.map(({ id }) => id);
    const own = cases.filter(({ operation }) => ids.includes(operation));
    return sharing[0] ? fieldsOf(sharing[0]).map(([name, schema]) => ({ name, schema, own })) : [];
  });

  test("every value of every enum is sent and taken, and another one refused", () => {
    for (const { name, schema, own } of fields) {
      for (const value of (schema.enum as unknown[] | undefined) ?? [])
        expect(sent(own, "accepted", name)).toContain(value);
      if (schema.enum) expect(sent(own, "refused", name)).toContain(`not-${(schema.enum as unknown[])[0]}`);
    }
  });

  test("every bound is tried on it and over it", () => {
    for (const { name, schema, own } of fields) {
      const step = schema.type === "integer" ? 1 : 0.1;
      const { minimum, maximum, maxItems } = schema;
      if (typeof minimum === "number") expect(sent(own, "accepted", name)).toContain(minimum);
      if (typeof minimum === "number") expect(sent(own, "refused", name)).toContain(minimum - step);
      if (typeof maximum === "number") expect(sent(own, "accepted", name)).toContain(maximum);
      if (typeof maximum === "number") expect(sent(own, "refused", name)).toContain(maximum + step);
      if (typeof maxItems !== "number") continue;
      const lengths = (outcome: string) =>
        sent(own, outcome, name).map((value) => (value as unknown[] | undefined)?.length);
      expect(lengths("accepted")).toContain(maxItems);
      expect(lengths("refused")).toContain(maxItems + 1);
    }
  });

  test("every field is tried with another type, and every required one left out", () => {
    for (const { name, own } of fields)
      expect(own.map(({ id }) => id.split("/").at(-1))).toContain(`${name.replaceAll("_", "-")}-type`);
    for (const operation of spec.operations) {
      const [first] = (operation.body?.value.required as string[] | undefined) ?? [];
      const missing = cases.some(
        ({ operation: id, request, expect }) =>
          id === operation.id &&
          expect.outcome === "refused" &&
          first !== undefined &&
          !(first in (request.body ?? {})),
      );
      if (first !== undefined) expect(missing, operation.id).toBe(true);
    }
  });

  test("every documented status that is no success is answered once", () => {
    const statuses = cases.flatMap(({ expect }) => (expect.outcome === "error" ? [expect.status] : []));
    const documented = spec.operations.flatMap(({ responses }) =>
      Object.keys(responses).filter((status) => !status.startsWith("2")),
    );
    expect(new Set(statuses.map(String))).toEqual(new Set(documented));
  });

  test("every operation that needs a key is called without one and with a wrong one", () => {
    for (const { id, secured } of spec.operations) {
      const keys = cases.filter(({ operation }) => operation === id).map(({ request }) => request.key);
      if (secured) expect(keys).toEqual(expect.arrayContaining(["missing", "invalid"]));
    }
  });

  test("what can be read without anything being made before is read", () => {
    const read = cases.filter(({ id }) => id.endsWith("/contract/read"));
    const readable = spec.operations.filter(({ method, path }) => method === "GET" && !path.includes("{"));
    expect(read.map(({ operation }) => operation)).toEqual(readable.map(({ id }) => id));
    for (const { request, expect: wanted } of read) {
      expect(wanted).toEqual({ outcome: "accepted" });
      expect([request.body, request.key]).toEqual([undefined, "valid"]);
    }
  });

  test("every state of a job, and every step between two, is gone through", () => {
    const walks = cases.flatMap(({ expect }) => (expect.outcome === "job" ? [expect.states.join(">")] : []));
    for (const { value } of spec.operations) {
      const states = Object.entries(
        ((value["x-job"] as { states?: object } | undefined)?.states ?? {}) as Record<string, string>,
      );
      const final = states
        .filter(([, meaning]) => meaning === "succeeded" || meaning === "failed")
        .map(([name]) => name);
      const open = states.filter(([name]) => !final.includes(name)).map(([name]) => name);
      for (const end of final)
        expect(walks).toEqual(expect.arrayContaining([end, ...open.map((from) => `${from}>${end}`)]));
    }
  });

  test("every case rests on a sentence with its evidence", () => {
    for (const { rests, id } of cases) {
      expect(rests.text, id).toMatch(/\w/);
      expect(["seed", "vendor", "third-party", "inferred"], id).toContain(rests.evidence);
    }
  });
});

test("a case is a line for a shell, with the key as a variable", () => {
  const [{ spec, cases } = { spec: createSpec({}), cases: [] }] = made;
  const lines = ["prompt-missing", "key-invalid", "key-missing"].map((name) => {
    const testCase = cases.find(({ id }) => id === `segmind/seedreamV3TextToImage/contract/${name}`);
    return testCase && curlLine(spec, testCase, "https://api.segmind.com", "SEGMIND_API_KEY");
  });
  const start = "curl -sS -i 'https://api.segmind.com/v1/seedream-v3-text-to-image'";
  const body = `-H 'content-type: application/json' -d '{"aspect_ratio":"16:9"`;
  expect(lines).toEqual([
    `${start} -H "x-api-key: $SEGMIND_API_KEY" ${body}}'`,
    `${start} -H "x-api-key: invalid" ${body},"prompt":"a lighthouse at dusk"}'`,
    `${start} ${body},"prompt":"a lighthouse at dusk"}'`,
  ]);
});
