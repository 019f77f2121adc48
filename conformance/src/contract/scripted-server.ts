import type { SeenExchange } from "../repository/witness.ts";
import type { Spec } from "../spec/create-spec.ts";
import type { ContractCase, ScriptedAnswer } from "./contract-case.ts";
import { tinyImage } from "./tiny-images.ts";

/** What a scripted server was asked for, and what it said. */
export interface Asked extends SeenExchange {
  readonly request: SeenExchange["request"] & { readonly headers: Readonly<Record<string, string>> };
}

/** A fetch that answers as a case says, and any other address with an image. */
export function scriptedServer(spec: Spec, { answers }: Pick<ContractCase, "answers">, baseUrl: string) {
  const asked: Asked[] = [];
  const given = new Map<string, number>();
  return {
    asked,
    async fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
      const request = new Request(input, init);
      const { origin, pathname, search } = new URL(request.url);
      if (origin !== new URL(baseUrl).origin) return image("image/png");
      const operation = spec.find(request.method, pathname);
      const text = await request.text();
      const script = answers[operation?.id ?? ""] ?? [];
      const turn = given.get(operation?.id ?? "") ?? 0;
      given.set(operation?.id ?? "", turn + 1);
      const answer = script[Math.min(turn, script.length - 1)];
      asked.push({
        ...(operation ? { operation: operation.id } : {}),
        request: {
          method: request.method,
          path: pathname + search,
          headers: Object.fromEntries(request.headers),
          body: text === "" ? undefined : JSON.parse(text),
        },
        ...(answer
          ? { response: { status: answer.status, headers: { "content-type": answer.mediaType }, body: answer.body } }
          : {}),
      });
      return answer ? responseOf(answer) : new Response("The case has no answer for this.", { status: 599 });
    },
  };
}

function responseOf({ status, mediaType, body }: ScriptedAnswer): Response {
  if (body === undefined) return image(mediaType, status);
  const text = mediaType.includes("json") ? JSON.stringify(body) : String(body);
  return new Response(text, { status, headers: { "content-type": mediaType } });
}

function image(mediaType: string, status = 200): Response {
  return new Response(tinyImage(mediaType), { status, headers: { "content-type": mediaType } });
}
