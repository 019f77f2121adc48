/**
 * The schemas of Novita's requests and answers, for zod/mini: a form validates with them, and `z.toJSONSchema` makes the input of
 * an agent's tool of one. They are generated from the spec, and are those that the client itself validates with.
 *
 * @packageDocumentation
 */
export * from "./gen/schemas.gen.ts";
