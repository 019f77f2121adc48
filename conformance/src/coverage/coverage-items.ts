import { fieldsOf, invalidChoices, validChoices } from "../contract/body-choices.ts";
import type { Spec } from "../spec/create-spec.ts";
import { follow, type Json, object, type Placed } from "../spec/document.ts";
import type { SpecOperation } from "../spec/operations.ts";

/** What of a spec can be exercised. */
export const coverageKinds = [
  "operation",
  "media type",
  "parameter",
  "value",
  "bound",
  "status",
  "property",
  "header",
  "transition",
  "fault",
] as const;

/** One of them. */
export type CoverageKind = (typeof coverageKinds)[number];

/** One thing that a spec states, or a fault that its provider's clients must bear. */
export interface CoverageItem {
  readonly kind: CoverageKind;
  /** e.g. `seedream5Lite size on 1920x1920`. */
  readonly name: string;
  /** Set where a server shows it or not by the pace of the machine: how far a job is when it is asked, whether a limit is met. */
  readonly paced?: boolean;
}

/** Faults that an exchange shows: those of the connection are the fault suite's. */
export const visibleFaults = [
  "429",
  "5xx",
  "truncated or malformed JSON",
  "wrong media type",
  "HTML page",
  "unknown state",
  "expired result",
] as const;

/** Everything that a spec states, each once, in its order. */
export function coverageItems(spec: Spec): CoverageItem[] {
  const polled = spec.operations.map(({ value }) => object(value["x-job"]).statusOperation);
  const items = spec.operations.flatMap((operation) => [
    { kind: "operation" as const, name: operation.id },
    ...bodyItems(operation),
    ...responseItems(spec.document, operation, polled.includes(operation.id)),
    ...transitionItems(spec, operation),
  ]);
  const hasJobs = items.some(({ kind }) => kind === "transition");
  const faults = visibleFaults.filter((name) => hasJobs || name !== "unknown state");
  return [...items, ...faults.map((name) => ({ kind: "fault" as const, name, paced: true }))];
}

function bodyItems(operation: SpecOperation): CoverageItem[] {
  if (!operation.body) return [];
  const { id } = operation;
  return [
    { kind: "media type", name: `${id} request application/json` },
    ...fieldsOf(operation).flatMap(([field, schema]): CoverageItem[] => [
      { kind: "parameter", name: `${id} ${field}` },
      ...validChoices(field, schema).map(({ name }) => choiceItem(id, name, schema, "on")),
      ...invalidChoices(field, schema)
        .filter(({ name }) => !/-(type|value|empty)$/.test(name))
        .map(({ name }) => choiceItem(id, name, schema, "over")),
    ]),
  ];
}

const ends = /-(smallest|largest|fewest|most|narrowest|widest|under|over|too-few|too-many|too-narrow|too-wide)$/;

function choiceItem(id: string, name: string, _schema: Json, side: "on" | "over"): CoverageItem {
  return side === "over" || ends.test(name)
    ? { kind: "bound", name: `${id} ${name}` }
    : { kind: "value", name: `${id} ${name}` };
}

function responseItems(document: Json, { id, responses }: SpecOperation, polled: boolean): CoverageItem[] {
  const items = Object.entries(responses).flatMap(([status, response]): CoverageItem[] => [
    { kind: "status", name: `${id} ${status}` },
    ...Object.keys(response.headers).map((name): CoverageItem => ({ kind: "header", name: `${id} ${status} ${name}` })),
    ...Object.entries(response.content).flatMap(([type, schema]): CoverageItem[] => [
      { kind: "media type", name: `${id} ${status} ${type}` },
      ...(schema ? propertyPaths(document, schema) : []).map(
        (path): CoverageItem => ({ kind: "property", name: `${id} ${status} ${path}` }),
      ),
    ]),
  ]);
  return items.map((item) =>
    item.name.startsWith(`${id} 429`) || (polled && item.kind === "property") ? { ...item, paced: true } : item,
  );
}

/** The paths of a schema's properties: `results[].asset`. */
function propertyPaths(document: Json, schema: Placed, prefix = ""): string[] {
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => {
    const members = schema.value[keyword];
    return Array.isArray(members)
      ? members.flatMap((member, index) =>
          propertyPaths(document, follow(document, member, `${schema.pointer}/${keyword}/${index}`), prefix),
        )
      : [];
  });
  const items = schema.value.items
    ? propertyPaths(document, follow(document, schema.value.items, `${schema.pointer}/items`), `${prefix}[]`)
    : [];
  const own = Object.entries(object(schema.value.properties)).flatMap(([name, property]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    return [path, ...propertyPaths(document, follow(document, property, `${schema.pointer}/properties/${name}`), path)];
  });
  return [...new Set([...own, ...items, ...parts])];
}

function transitionItems({ operations }: Spec, { id }: SpecOperation): CoverageItem[] {
  const jobs = operations.map(({ value }) => object(value["x-job"])).filter((job) => job.statusOperation === id);
  const [job] = jobs;
  if (!job) return [];
  const states = Object.entries(object(job.states));
  const open = states.filter(([, meaning]) => meaning === "waiting" || meaning === "running").map(([name]) => name);
  const final = states.map(([name]) => name).filter((name) => !open.includes(name));
  const [waiting] = states.filter(([, meaning]) => meaning === "waiting").map(([name]) => name);
  const running = states.filter(([, meaning]) => meaning === "running").map(([name]) => name);
  const steps = [
    ...states.map(([name]) => `start > ${name}`),
    ...open.flatMap((from) => final.map((to) => `${from} > ${to}`)),
    ...(waiting ? running.map((to) => `${waiting} > ${to}`) : []),
  ];
  return steps.map((step) => ({ kind: "transition", name: `${id} ${step}`, paced: true }));
}
