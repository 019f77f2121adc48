import { expect, test } from "vitest";
import { InvalidRequestError } from "../call/errors.ts";
import { generate } from "../call/generate.ts";
import { submitJob } from "../job/submit-job.ts";
import { failure } from "../testing/failing.ts";
import { contextOf, make, makeCall, playFetch, submitCall } from "../testing/fake-provider.ts";
import { checkImageAddresses } from "./check-image-addresses.ts";

const operation = { ...make, fields: { image: { imageInput: { forms: ["url", "data-uri"], maxBytes: 9 } } } } as const;

test.each([
  ["http://localhost:3000/a.png", "image leads into a private network (localhost)"],
  ["https://printer.local/a.png", "image leads into a private network (printer.local)"],
  ["http://10.1.2.3/a.png", "image leads into a private network (10.1.2.3)"],
  ["HTTP://[fd00::1]/a.png", "image leads into a private network ([fd00::1])"],
  [" http://localhost/a.png", "image leads into a private network (localhost)"],
  ["https://me:hunter2@files.example.com/a.png", "image holds a user and password"],
  ["https://", "image is not an address that can be read"],
  ["\u0001http://localhost/a.png", "image leads into a private network (localhost)"],
  ["h\nttp://local\thost/a.png", "image leads into a private network (localhost)"],
  ["http:10.0.0.1/a.png", "image leads into a private network (10.0.0.1)"],
  ["http://１２７。0x1/a.png", "image leads into a private network (127.0.0.1)"],
  ["file:///etc/passwd", "image leads to file:, which is not fetched"],
  ["gopher://10.0.0.1/", "image leads to gopher:, which is not fetched"],
])("%j does not go to a public provider", async (image, message) => {
  const { fetch, sent } = playFetch(Response.json({ task_id: "t" }));
  const context = contextOf({ fetch });
  for (const call of [
    () => generate(context, { ...makeCall(context), operation }, { prompt: "a", image }),
    () => submitJob(context, { ...submitCall(context), operation }, { prompt: "a", image }),
  ]) {
    const error = await failure(call());
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ message: expect.stringContaining(`acme make: ${message}`), field: "image" });
    expect(JSON.stringify(error)).not.toContain("hunter2");
  }
  expect(sent).toEqual([]);
});

test("each image of a list is judged, and data, other fields and public addresses are left alone", () => {
  const check = (image: unknown) => checkImageAddresses(contextOf(), operation, { image, prompt: "http://localhost" });
  expect(() => check(["https://a.example.com", "http://192.168.0.1/"])).toThrow(
    "image[1] leads into a private network",
  );
  check(["https://files.example.com/a.png", "data:image/png;base64,http://localhost", " DATA:,a", "iVBORw0KGgo=", 7]);
  check(undefined);
});

test("a provider in a private network may be given addresses in it, but no password", () => {
  const context = contextOf({ baseUrl: "http://127.0.0.1:4010" });
  checkImageAddresses(context, operation, { image: "http://localhost/a.png" });
  expect(() => checkImageAddresses(context, operation, { image: "http://a:b@localhost/a.png" })).toThrow("password");
});
