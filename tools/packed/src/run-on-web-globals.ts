import { createContext, runInContext } from "node:vm";

/** The globals of every web-interoperable runtime (WinterTC's minimum common API), as far as a client may use them. */
const webGlobals = [
  ["AbortController", "AbortSignal", "Blob", "CompressionStream", "DOMException", "DecompressionStream", "Event"],
  ["EventTarget", "File", "FormData", "Headers", "ReadableStream", "Request", "Response", "TextDecoder"],
  ["TextDecoderStream", "TextEncoder", "TextEncoderStream", "TransformStream", "URL", "URLSearchParams"],
  ["WritableStream", "atob", "btoa", "clearInterval", "clearTimeout", "crypto", "fetch", "performance"],
  ["queueMicrotask", "structuredClone"],
].flat();

/** The language's own that travel through them: an image's bytes are then of one kind inside and outside. */
const shared = ["ArrayBuffer", "DataView", "Error", "TypeError", "RangeError", "Promise", "Uint8Array"];

/** Runs a bundle where there is nothing but the language and the globals of the web. @returns what its `use` gives */
export async function runOnWebGlobals(script: string, argument: unknown): Promise<unknown> {
  const outside: object = globalThis;
  const context = createContext({
    ...Object.fromEntries([...webGlobals, ...shared].map((name) => [name, Reflect.get(outside, name)])),
    // A timer is a number there, which cannot be unreferenced.
    setTimeout: (...args: Parameters<typeof setTimeout>) => Number(setTimeout(...args)),
    setInterval: (...args: Parameters<typeof setInterval>) => Number(setInterval(...args)),
  });
  runInContext("globalThis.self = globalThis", context);
  const { use } = runInContext(`${script};bundled`, context);
  // As JSON, since what comes from another realm is not an array or object of this one.
  return JSON.parse(JSON.stringify(await use(argument)));
}
