import type { Subject } from "../subject.ts";
import { answering, json } from "./answering.ts";

const status = /\/status\/?$/;
const wallet = /(wallet\/|get-user-credits)$/;

/** Servers whose bodies are not what is documented. */
export const bodies: readonly Subject[] = [
  {
    name: "omits-required-field",
    provider: "novita",
    verdict: "violation",
    at: /response\.body\.images.* is missing/,
    server: json({}, () => ({})),
  },
  {
    name: "omits-task-id",
    provider: "3daistudio",
    verdict: "violation",
    at: /response\.body\.task_id.* is missing/,
    server: json({ method: "POST" }, ({ created_at }) => ({ created_at })),
  },
  {
    name: "renames-required-field",
    provider: "segmind",
    verdict: "violation",
    at: /response\.body\.credits.* is missing/,
    server: json({ path: wallet }, ({ credits, ...rest }) => ({ ...rest, balance: credits })),
  },
  {
    name: "adds-undocumented-field",
    provider: "novita",
    verdict: "drift",
    at: /^response\.body\.seed: .*in no document/,
    server: json({}, (body) => ({ ...body, seed: 42 })),
  },
  {
    name: "adds-undocumented-field-deep-in-a-list",
    provider: "3daistudio",
    verdict: "drift",
    at: /^response\.body\.results\[0\]\.blurhash: /,
    server: json({ path: status }, (body) => {
      for (const result of body.results ?? []) result.blurhash = "L6Pj0^";
    }),
  },
  {
    name: "adds-undocumented-field-to-an-error",
    provider: "novita",
    verdict: "drift",
    at: /^response\.body\.help: /,
    server: json({ status: 400 }, (body) => ({ ...body, help: "https://docs.example" })),
  },
  {
    name: "adds-undocumented-field-with-null",
    provider: "segmind",
    verdict: "drift",
    at: /^response\.body\.frozen: /,
    server: json({ path: wallet }, (body) => ({ ...body, frozen: null })),
  },
  {
    name: "number-as-text",
    provider: "segmind",
    verdict: "violation",
    at: /response\.body\.credits: .*must be number/,
    server: json({ path: wallet }, (body) => ({ ...body, credits: String(body.credits) })),
  },
  {
    name: "text-as-number",
    provider: "3daistudio",
    verdict: "violation",
    at: /response\.body\.balance: .*must be string/,
    server: json({ path: wallet }, ({ balance }) => ({ balance: Number(balance) })),
  },
  {
    name: "text-in-another-form",
    provider: "3daistudio",
    verdict: "violation",
    at: /response\.body\.balance: .*must match pattern/,
    server: json({ path: wallet }, ({ balance }) => ({ balance: `${balance} credits` })),
  },
  {
    name: "progress-as-text",
    provider: "3daistudio",
    verdict: "violation",
    at: /response\.body\.progress: .*must be number/,
    server: json({ path: status }, (body) => ({ ...body, progress: `${body.progress} %` })),
  },
  {
    name: "null-for-array",
    provider: "novita",
    verdict: "violation",
    at: /response\.body\.images: .*must be array/,
    server: json({}, () => ({ images: null })),
  },
  {
    name: "object-for-text",
    provider: "novita",
    verdict: "violation",
    at: /response\.body\.images\[0\]: .*must be string/,
    server: json({}, ({ images }) => ({ images: images.map((url: string) => ({ url })) })),
  },
  {
    name: "array-for-object",
    provider: "novita",
    verdict: "violation",
    at: /response\.body: .*must be object/,
    server: json({}, ({ images }) => images),
  },
  {
    name: "null-for-text",
    provider: "3daistudio",
    verdict: "violation",
    at: /response\.body\.task_id: .*must be string/,
    server: json({ method: "POST" }, (body) => ({ ...body, task_id: null })),
  },
  {
    name: "empty-array",
    provider: "novita",
    verdict: "violation",
    at: /generation: .*image/,
    server: json({}, () => ({ images: [] })),
  },
  {
    name: "wraps-the-body-in-data",
    provider: "novita",
    verdict: "violation",
    at: /response\.body\.images.* is missing/,
    server: json({}, (data) => ({ data })),
  },
  {
    name: "truncated-json",
    provider: "novita",
    verdict: "violation",
    at: /response\.body: .*not valid JSON/,
    server: answering({}, ({ status, headers, text }) => new Response(text.slice(0, -2), { status, headers })),
  },
  {
    name: "empty-body",
    provider: "3daistudio",
    verdict: "violation",
    at: /response\.body: .*not valid JSON/,
    server: answering({ method: "POST" }, ({ status, headers }) => new Response("", { status, headers })),
  },
  {
    name: "error-body-in-another-form",
    provider: "novita",
    verdict: "drift",
    at: /response\.body\.(code|reason|errors)/,
    server: json({ status: 400 }, ({ message }) => ({ errors: [{ detail: message }] })),
  },
  {
    name: "error-code-as-text",
    provider: "novita",
    verdict: "drift",
    at: /response\.body\.code: /,
    server: json({ status: 400 }, (body) => ({ ...body, code: "BAD_REQUEST" })),
  },
  {
    name: "error-body-as-text",
    provider: "novita",
    verdict: "violation",
    at: /response\.body: .*not valid JSON/,
    server: answering({ status: 400 }, ({ status, headers }) => new Response("Bad Request", { status, headers })),
  },
];
