import type { Finding } from "@seedbed/report";
import { expect, test } from "vitest";
import { createSpec } from "./create-spec.ts";

const json = { "content-type": "application/json" };
const short = ({ field, drift }: Finding) => `${drift ?? "violation"} ${field}`;

/** A document of one operation that is answered with a schema under a media type. */
function answeringWith(schema: object, { type = "application/json", more = {}, job = {}, status: seen = 200 } = {}) {
  const responses = { 200: { content: { [type]: { schema } }, ...more } };
  const status = { get: { operationId: "status", responses } };
  const submit = { post: { operationId: "submit", responses: {}, ...job } };
  const spec = createSpec({ openapi: "3.1.0", paths: { "/v1/tasks": submit, "/v1/tasks/{id}": status } });
  const operation = spec.operations.find(({ id }) => id === "status");
  if (!operation) throw new Error("there is one");
  return (body: unknown, headers: Record<string, string> = { "content-type": type }) =>
    spec.judgeResponse(operation, { status: seen, headers, body });
}
const told = ({ field, message, actual, drift }: Finding) => ({ field, message, actual, drift });

test("every finding says what was seen, in words and as a value", () => {
  const schema = {
    type: "object",
    required: ["id"],
    additionalProperties: false,
    properties: {
      id: { type: "string" },
      sizes: { type: "array", items: { type: "integer" } },
      at: { type: "object" },
    },
  };
  const judge = answeringWith(schema);
  expect(judge({ id: 7 }).map(told)).toEqual([{ field: "body.id", message: "body.id must be string", actual: 7 }]);
  expect(judge({}).map(told)).toEqual([{ field: "body.id", message: "body.id is missing" }]);
  expect(judge({ id: "a", sizes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, "x"] }).map(told)).toEqual([
    { field: "body.sizes[10]", message: "body.sizes[10] must be integer", actual: "x" },
  ]);
  expect(judge({ id: "a", sizes: {} }).map(told)).toEqual([
    { field: "body.sizes", message: "body.sizes must be array" },
  ]);
  expect(judge({ id: "a", at: null }).map(told)).toEqual([{ field: "body.at", message: "body.at must be object" }]);
  expect(judge({ id: "a", "2d": 1 }).map(told)).toMatchObject([
    { field: "body.2d", message: "body.2d is not a field of the spec" },
    {},
  ]);
  expect(judge(undefined).map(told)).toEqual([
    { field: "body", message: "the body is not valid JSON, though its media type is application/json" },
  ]);
});

test("a status and a media type that are in no document are named with those that are", () => {
  expect(answeringWith({}, { status: 418 })({}).map(told)).toEqual([
    { field: "status", message: "status answered 418, which is in no document", actual: 418, drift: "status" },
  ]);
  const judge = answeringWith({}, { more: { content: { "image/png": {}, "Image/JPEG": {} } } });
  const media = (type?: string) => judge(undefined, type === undefined ? {} : { "content-type": type }).map(told);
  expect(media(" Image/PNG ; q=1")).toEqual([]);
  expect(media("image/jpeg")).toEqual([]);
  expect(media("text/html")).toEqual([
    {
      field: "headers.content-type",
      message: "the media type is text/html, not image/png or image/jpeg",
      actual: "text/html",
      drift: "media-type",
    },
  ]);
  expect(media()).toMatchObject([{ message: "the media type is absent, not image/png or image/jpeg", actual: "" }]);
});

test("a document may name all media types of a kind", () => {
  const judge = answeringWith({}, { type: "image/*" });
  expect(judge(undefined, { "content-type": "image/webp" })).toEqual([]);
  expect(judge(undefined, { "content-type": "imagery/webp" }).map(short)).toEqual(["media-type headers.content-type"]);
  expect(judge(undefined, { "content-type": "video/mp4" }).map(short)).toEqual(["media-type headers.content-type"]);
});

test("an answer that no document gives a body may have one, and any media type", () => {
  const judge = answeringWith({}, { more: { content: {} } });
  expect(judge({ ok: true }, { "content-type": "text/plain" })).toEqual([]);
});

test("a media type without a schema, or that is not valid JSON, leaves the body open", () => {
  expect(answeringWith({ type: "string" }, { type: "text/plain" })({ a: 1 })).toEqual([]);
  const open = answeringWith({}, { more: { content: { "application/json": {} } } });
  expect(open(undefined, json)).toEqual([]);
});

test("a header is read as its schema has it", () => {
  const headers = (schema: object) => {
    const judge = answeringWith({}, { more: { headers: { "X-A": { schema } } } });
    return (value: string) => judge({}, { ...json, "x-a": value }).map(told);
  };
  expect(headers({ type: "integer" })("7")).toEqual([]);
  expect(headers({ type: "number" })(" 7.5 ")).toEqual([]);
  expect(headers({ type: "string" })("7")).toEqual([]);
  const wrong = (value: string, words: string) => [
    { field: "headers.x-a", message: `headers.x-a is "${value}": it ${words}`, actual: value, drift: "header" },
  ];
  expect(headers({ type: "integer" })("7.5")).toEqual(wrong("7.5", "must be integer"));
  expect(headers({ type: "number" })(" ")).toEqual(wrong(" ", "must be number"));
  expect(headers({ type: "number" })("Infinity")).toEqual(wrong("Infinity", "must be number"));
  expect(headers({ type: "string", maxLength: 1 })("77")).toMatchObject([{ actual: "77" }]);
});

test("a required header that is gone, and a wait that no one can read, say so", () => {
  const judge = answeringWith({}, { more: { headers: { "X-A": { required: true, schema: { type: "string" } } } } });
  expect(judge({}).map(told)).toEqual([{ field: "headers.x-a", message: "headers.x-a is missing" }]);
  expect(judge({}, { ...json, "x-a": "a", "retry-after": "soon" }).map(told)).toEqual([
    {
      field: "headers.retry-after",
      message: 'headers.retry-after is "soon": it is neither seconds nor a date',
      actual: "soon",
      drift: "header",
    },
  ]);
});

test.each([
  ["12 ", []],
  [" 12.25", []],
  [" Wed, 25 Feb 2026 12:00:00 GMT ", []],
  ["1.", ["header headers.retry-after"]],
  ["GMT 2026", ["header headers.retry-after"]],
])("white space around a wait of %j does not matter, and what is beside it does", (wait, want) => {
  expect(answeringWith({})({}, { ...json, "retry-after": wait }).map(short)).toEqual(want);
});

test("alternatives that do not fit are told by what each lacks, not as alternatives", () => {
  const one = { anyOf: [{ type: "string" }, { type: "integer" }], oneOf: [{ type: "string" }, { type: "integer" }] };
  const found = answeringWith({ type: "object", properties: { a: one } })({ a: true });
  expect(new Set(found.map(({ message }) => message))).toEqual(
    new Set(["body.a must be string", "body.a must be integer"]),
  );
});

test("a value that is in no document is a state where the enum holds the job's states, and a value elsewhere", () => {
  const states = { WAITING: {}, DONE: {} };
  const job = { job: { "x-job": { statusOperation: "status", states } } };
  const properties = { status: { enum: ["WAITING", "DONE", "LOST"] }, kind: { enum: ["WAITING", "IMAGE"] } };
  const seen = { status: "QUEUED", kind: "VIDEO" };
  expect(answeringWith({ type: "object", properties }, job)(seen).map(told)).toEqual([
    {
      field: "body.status",
      message: 'body.status is "QUEUED", which is in no document',
      actual: "QUEUED",
      drift: "state",
    },
    { field: "body.kind", message: 'body.kind is "VIDEO", which is in no document', actual: "VIDEO", drift: "value" },
  ]);
  const other = { job: { "x-job": { statusOperation: "another", states } } };
  expect(answeringWith({ type: "object", properties }, other)(seen).map(short)).toEqual([
    "value body.status",
    "value body.kind",
  ]);
});

test.each([
  ["seed", "violation body.a"],
  ["vendor", "violation body.a"],
  [undefined, "violation body.a"],
  ["inferred", "form body.a"],
  ["open", "form body.a"],
])("what breaks a statement whose evidence is %s is a %s", (evidence, want) => {
  const a = { type: "string", ...(evidence ? { "x-evidence": evidence } : {}) };
  expect(answeringWith({ type: "object", properties: { a } })({ a: 1 }).map(short)).toEqual([want]);
});

test("a request of an operation that takes no body may have none or any", () => {
  const read = { method: "GET", path: "/v1/tasks/1" };
  const spec = createSpec({
    openapi: "3.1.0",
    paths: { "/v1/tasks/{id}": { get: { operationId: "status", responses: {} } } },
  });
  expect([...spec.judgeRequest({ ...read, body: undefined }), ...spec.judgeRequest({ ...read, body: 1 })]).toEqual([]);
});
