import { expect } from "vitest";
import { createProxy, type ProxyOptions } from "../proxy.ts";
import { dialect, fact, key, look, make, type Play, playFetch } from "./fake-provider.ts";

const free = { ...look, operationId: "balance", path: "/v1/balance" };
const job = { statusOperation: "look", taskId: "task_id", states: {} };
export const provider = { ...fact, dialect, operations: { make: { ...make, job }, look, balance: free } };
export const at = "https://app.test/api/seedbed/acme";

/** A proxy in front of a provider that plays its answers. */
export function start(options: Partial<ProxyOptions> = {}, ...plays: Play[]) {
  const { fetch, sent } = playFetch(...(plays.length > 0 ? plays : [Response.json({ images: [] })]));
  const asked: string[] = [];
  const proxy = createProxy({
    allow: [{ provider }],
    authorize: (_request, operation) => {
      asked.push(operation.operationId);
      return true;
    },
    env: { ACME_API_KEY: key },
    fetch,
    ...options,
  });
  return { proxy, sent, asked };
}

/** A request that would pass. */
export function post(path = "/v1/make", init: RequestInit = {}): Request {
  const { headers, ...rest } = init;
  return new Request(at + path, {
    method: "POST",
    body: '{"prompt":"a fox"}',
    ...rest,
    headers: { "content-type": "application/json", ...headers },
  });
}

/** Status and code of a refusal, which shows no key. */
export async function refusalOf(response: Response): Promise<string> {
  const text = await response.text();
  expect(text).not.toContain(key);
  const { error, message, code } = JSON.parse(text);
  expect(error).toBe(message);
  return `${response.status} ${code}`;
}
