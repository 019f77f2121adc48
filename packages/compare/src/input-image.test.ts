import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createFakeClock } from "../../core/src/testing/fake-clock.ts";
import { generate } from "./generate.ts";
import { type InputImage, imageMediaType, inputImages } from "./input-image.ts";
import { imageFromArgument } from "./node.ts";
import { allModels } from "./select-models.ts";
import { fakeProvider } from "./testing/fake-provider.ts";

const pixel = new Uint8Array(Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"));
const uri = `data:image/gif;base64,${Buffer.from(pixel).toString("base64")}`;
const address = "https://images.example/a.gif";

function target(takesImageUrls = true) {
  const [found] = allModels([fakeProvider("acme", { capabilities: { takesImageUrls } })]);
  if (!found) throw new Error("there is one");
  return found;
}

test.each<[string, InputImage, string]>([
  ["an address", address, address],
  ["a URL", new URL(address), address],
  ["a data URI", uri, uri],
  ["a data URI of the wrong type", uri.replace("gif", "png"), uri],
  ["bytes", pixel, uri],
  ["an ArrayBuffer", pixel.slice().buffer, uri],
  ["a Blob", new Blob([pixel]), uri],
])("%s goes as the provider takes it", async (_name, image, sent) => {
  expect(await inputImages(target(), [image])).toEqual([sent]);
});

test("an address is fetched without a key where the provider takes none", async () => {
  const asked: unknown[] = [];
  const fetchImages: typeof globalThis.fetch = async (input, init) => {
    asked.push([String(input), init?.credentials, init?.headers]);
    return new Response(pixel);
  };
  expect(await inputImages(target(false), [address], { fetchImages })).toEqual([uri]);
  expect(asked).toEqual([[address, "omit", undefined]]);
});

test.each<[string, () => Response, string]>([
  ["an answer that says no", () => new Response("", { status: 403 }), "cannot be fetched: it answers 403."],
  [
    "an announced size",
    () => new Response(pixel, { headers: { "content-length": "101" } }),
    "has 101 bytes; acme takes at most 100",
  ],
  ["a size that was not announced", () => new Response(new Uint8Array(101)), "has 101 bytes; acme takes at most 100"],
  ["a page", () => new Response("<html>"), "is not an image that can be read"],
])("refuses %s", async (_name, answer, message) => {
  await expect(inputImages(target(false), [pixel, address], { fetchImages: async () => answer() })).rejects.toThrow(
    message,
  );
  await expect(inputImages(target(false), [pixel, address], { fetchImages: async () => answer() })).rejects.toThrow(
    "acme/m: images[1] ",
  );
});

test("shows no query of an address that cannot be fetched", async () => {
  const secret = "https://images.example/a.gif?sig=hunter2";
  const fetchImages = async () => {
    throw new TypeError(`cannot fetch ${secret}`);
  };
  const error: Error = await inputImages(target(false), [secret], { fetchImages }).then(
    () => new Error("it was taken"),
    (error) => error,
  );
  expect(error.message).toBe(
    "acme/m: images[0] at https://images.example/a.gif cannot be fetched: it cannot be reached.",
  );
  expect(JSON.stringify(error)).not.toContain("hunter2");
});

const redirectTo = (location: string) => new Response("", { status: 302, headers: { location } });

test.each([
  ["http://127.0.0.1/latest", "leads into a private network (127.0.0.1)"],
  ["http://metadata.internal/", "leads into a private network (metadata.internal)"],
  ["https://me:secret@images.example/", "holds a user and password"],
  ["file:///etc/passwd", "leads to file:, which is not fetched"],
])(
  "an address that redirects to %s is not followed, nor is anything told of what is there",
  async (inside, message) => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(String(input));
      return String(input) === address ? redirectTo(inside) : new Response("", { status: 418 });
    };
    const fetched = inputImages(target(false), [address], { fetchImages: fetch });
    await expect(fetched).rejects.toThrow(`acme/m: images[0] at ${address} ${message}`);
    expect(asked).toEqual([address]);
  },
);

test("a redirect to a public host is followed, and another five times at most", async () => {
  const hops = (most: number): typeof globalThis.fetch => {
    let hop = 0;
    return async () => (hop++ < most ? redirectTo(`https://b.example/${hop}`) : new Response(pixel));
  };
  expect(await inputImages(target(false), [address], { fetchImages: hops(5) })).toEqual([uri]);
  await expect(inputImages(target(false), [address], { fetchImages: hops(6) })).rejects.toThrow(
    "redirects more than 5 times",
  );
});

test.each([
  "http://localhost/a.gif",
  "http://[fd00::1]/a.gif",
  "https://a.local/a.gif",
  "https://me:pw@a.example/a.gif",
])(
  "%s goes to no public provider, whether it takes addresses or not, and to one in a private network unless it has a password",
  async (inside) => {
    const fetch = async () => new Response(pixel);
    for (const takes of [true, false]) {
      await expect(inputImages(target(takes), [inside], { fetchImages: fetch })).rejects.toMatchObject({
        name: "InvalidRequestError",
        billed: "no",
        field: "images[0]",
      });
    }
    const here = inputImages(target(), [inside], {}, { baseUrl: "http://127.0.0.1:4010" });
    if (inside.includes("@")) await expect(here).rejects.toThrow("password");
    else expect(await here).toEqual([inside]);
  },
);

test.each(["headers", "body"])("a host that never sends its %s is given up when the time is over", async (part) => {
  const clock = createFakeClock();
  const hanging = new ReadableStream({ start: (controller) => controller.enqueue(pixel.subarray(0, 9)) });
  const fetch = async () => (part === "body" ? new Response(hanging) : new Promise<Response>(() => {}));
  const fetched = inputImages(target(false), [address], { fetchImages: fetch }, { clock, timeoutMs: 7000 });
  await expect(clock.finish(fetched)).rejects.toMatchObject({
    name: "TimeoutError",
    billed: "no",
    message: `acme/m: images[0] at ${address} could not be fetched within 7 s; nothing was sent.`,
  });
});

test("a generation's own time and base URL hold for its images", async () => {
  const clock = createFakeClock();
  const fetch = () => new Promise<Response>(() => {});
  const client = () => ({ apiKey: "any", clock, timeoutMs: 60_000, baseUrl: "http://127.0.0.1:1" });
  const made = generate(
    target(false),
    { prompt: "a", images: ["http://localhost/a.gif"] },
    { fetchImages: fetch, client, timeoutMs: 3000 },
  );
  await expect(clock.finish(made)).rejects.toThrow("could not be fetched within 3 s");
});

test.each<[string, InputImage, string]>([
  ["another text", "a.gif", "acme/m: images[0] is not an http(s) address, data URI, Blob or bytes."],
  ["bytes that are no image", new Uint8Array(9), "acme/m: images[0] is not an image that can be read"],
  [
    "a type that is not taken",
    new Uint8Array([0x49, 0x49, 0x2a, 0]),
    "acme/m: images[0] is image/tiff; acme takes image/gif, image/bmp.",
  ],
])("refuses %s", async (_name, image, message) => {
  await expect(inputImages(target(), [image])).rejects.toThrow(message);
});

test.each([
  ["image/gif", pixel],
  ["image/bmp", Buffer.concat([Buffer.from("BM"), Buffer.alloc(25)])],
  ["image/tiff", Buffer.from("MM\0*")],
  [undefined, Buffer.from("BM")],
])("reads %s from the bytes", (mediaType, bytes) => {
  expect(imageMediaType(bytes)).toBe(mediaType);
});

test("a path starts from the folder given; an address and a data URI stay", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
  await writeFile(path.join(folder, "a.gif"), pixel);
  expect(await imageFromArgument("a.gif", folder)).toEqual(pixel);
  expect(await imageFromArgument(address, folder)).toBe(address);
  await expect(imageFromArgument("b.gif", folder)).rejects.toThrow(
    "The image file b.gif cannot be read: it does not exist.",
  );
  await rm(folder, { recursive: true });
});
