import { allModels, generate, selectModels } from "@seedbed/compare";
import { type ClientOptions, type Generation, isSeedbedError, type Provider } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import type { Finding } from "@seedbed/report";
import type { Fixture } from "../fixture/fixture.ts";
import { isObject } from "../traffic/mismatches.ts";

/** The key in every fixture. */
export const fixtureKey = "YOUR_API_KEY";

/** What the client made of it, in the shape of a fixture's `expect`. */
export async function outcomeOf(
  { call }: Fixture,
  provider: Provider,
  transport: Pick<ClientOptions, "fetch">,
): Promise<unknown> {
  const settings = {
    ...transport,
    apiKey: fixtureKey,
    env: {},
    clock: createInstantClock(Date.parse("2026-02-25T12:00:00Z")),
  };
  const client = provider.create(settings);
  try {
    if ("operation" in call)
      return shapeOf(
        await client.call(call.operation, call.request, call.extraBody ? { extraBody: call.extraBody } : {}),
      );
    if ("wait" in call) return shapeOf(await provider.create(settings).resume?.(jobOf(call.wait, provider)));
    const images = transport.fetch ? { fetchImages: transport.fetch } : {};
    const [target] = selectModels([provider], [call.model]);
    if (!target) throw new Error(`${call.model} is none of ${allModels([provider]).map(({ model }) => model.id)}`);
    return shapeOf(await generate(target, call.request as never, { ...images, client: () => settings })); // checked by the client
  } catch (error) {
    if (!isSeedbedError(error)) throw error;
    const cause = isSeedbedError(error.cause) ? { cause: error.cause.toJSON() } : {};
    return { error: { ...error.toJSON(), ...cause } };
  }
}

/** What the client said, where nothing was to go wrong: it is why all else is missing. */
export function unexpectedError({ expect }: Fixture, outcome: unknown): Finding[] {
  if (isObject(expect.error) || !isObject(outcome) || !isObject(outcome.error)) return [];
  const { cause, message } = outcome.error;
  const why = isObject(cause) && typeof cause.message === "string" ? cause.message : message;
  return [{ field: "call", message: String(why) }];
}

function jobOf(taskId: string, provider: Provider) {
  const [model] = provider.models;
  const submit = Object.values(provider.operations).find(({ job }) => job);
  return {
    version: 1,
    provider: provider.id,
    model: model?.id ?? "",
    operation: submit?.operationId ?? "",
    taskId,
    submittedAt: "2026-02-25T12:00:00.000Z",
    request: {},
  } as const;
}

/** A generation without its bytes and its timing, with its parity by setting; any other answer as it is. */
export function shapeOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("timing" in value)) return { reply: value };
  const generation = value as Generation & { parity?: readonly { setting: string }[] }; // what has a timing is one
  return {
    ...generation,
    images: generation.images.map(({ bytes: _bytes, ...image }) => image),
    parity: Object.fromEntries((generation.parity ?? []).map(({ setting, ...entry }) => [setting, entry])),
  };
}
