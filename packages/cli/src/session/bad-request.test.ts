import { type BadCall, describeBadCalls } from "../testing/describe-bad-calls.ts";
import { heic, pixel, pixelUri } from "../testing/images.ts";

const novita = ["--model", "novita/seedream-5.0-lite"];
const v3 = ["--model", "segmind/seedream-v3"];
const studio = ["--model", "3daistudio/seedream-v5-lite"];
const generate = (...args: string[]) => ["generate", "a fox", ...args];

const files = {
  "pixel.gif": pixel,
  "notes.txt": "no image",
  "empty.png": "",
  "large.gif": Buffer.concat([pixel, Buffer.alloc(30 * 2 ** 20)]),
  "photo.heic": heic,
};

const calls: BadCall[] = [
  [
    "an unknown flag",
    generate(...novita, "--aspect-ration", "1:1"),
    "There is no option --aspect-ration (did you mean --aspect-ratio?).",
  ],
  [
    "an unknown command",
    ["genrate", "a fox"],
    "There is no command genrate (did you mean generate?); see seedbed --help.",
  ],
  ["a flag without its value", generate(...novita, "--count"), "--count needs a value: --count <n>."],
  [
    "two prompts",
    generate("a hen", ...novita),
    "Too many arguments for generate: put a prompt of several words in quotes.",
  ],
  ["no prompt", ["generate", ...novita], /^A prompt is missing: /],
  ["no prompt to compare", ["compare"], "A prompt is missing: see seedbed --help."],
  ["an empty prompt", ["generate", "", ...novita], "novita/seedream-5.0-lite: prompt must not be empty."],
  ["a blank prompt", ["compare", "  "], /: prompt must not be empty\.$/],
  ["no model", generate(), /^--model is missing: one of 3daistudio\/seedream-v5-lite, /],
  [
    "an unknown model",
    generate("--model", "novita/seedream-5.0-lit"),
    /^There is no model "novita\/seedream-5.0-lit" \(did you mean novita\/seedream-5.0-lite\?\)\./,
  ],
  ["an unknown family", ["compare", "a fox", "--family", "seedream-5"], /^There is no family "seedream-5"/],
  [
    "a model and a family",
    ["estimate", "a fox", ...v3, "--family", "seedream-3.0"],
    "Give --model or --family, not both.",
  ],
  [
    "an unknown provider",
    ["check", "--provider", "segmint"],
    /^There is no provider "segmint" \(did you mean segmind\?\)\./,
  ],
  [
    "an aspect ratio that there is not",
    generate(...novita, "--aspect-ratio", "5:4"),
    /aspectRatio must be one of 1:1, .*; it is "5:4"\.$/,
  ],
  [
    "a resolution that there is not",
    generate(...novita, "--resolution", "4K"),
    'novita/seedream-5.0-lite: resolution must be one of 2K, 3K; it is "4K".',
  ],
  [
    "a size that is none",
    generate(...novita, "--size", "big"),
    '--size must be width and height in pixels, such as 2048x2048; it is "big".',
  ],
  [
    "a size beyond the provider's limit",
    generate(...novita, "--size", "100x100"),
    /^novita seedream5Lite: size must have from \d+ to \d+ pixels, not 10000; it is "100x100"\.$/,
  ],
  [
    "a size beside an aspect ratio",
    generate(...novita, "--size", "2048x2048", "--aspect-ratio", "1:1"),
    /size cannot stand beside aspectRatio: give one or the other\.$/,
  ],
  [
    "a count of 0",
    generate(...novita, "--count", "0"),
    "novita/seedream-5.0-lite: count must be a whole number of at least 1; it is 0.",
  ],
  [
    "a count of 1.5",
    generate(...novita, "--count", "1.5"),
    /count must be a whole number of at least 1; it is 1\.5\.$/,
  ],
  ["a count that is not a number", generate(...novita, "--count", "abc"), '--count must be a number; it is "abc".'],
  ["a negative count", generate(...novita, "--count", "-3"), /count must be a whole number of at least 1; it is -3\.$/],
  [
    "a count above the model's",
    generate(...v3, "--count", "2"),
    "segmind/seedream-v3: count must be at most 1; it is 2.",
  ],
  ["a seed that is NaN", generate(...v3, "--seed", "NaN"), '--seed must be a number; it is "NaN".'],
  ["a negative seed", generate(...v3, "--seed", "-1"), /seed must be a whole number of at least 0; it is -1\.$/],
  [
    "a guidance scale out of range",
    generate(...v3, "--guidance-scale", "11"),
    /guidance_scale must be at most 10; it is 11\.$/,
  ],
  [
    "a prompt mode that there is not",
    generate(...novita, "--optimize-prompt", "best"),
    /optimizePrompt must be standard or fast; it is "best"\.$/,
  ],
  [
    "what strict refuses",
    generate(...v3, "--watermark", "--strict"),
    "segmind/seedream-v3: watermark would be dropped, and strict was asked for.",
  ],
  [
    "too many images",
    generate(...studio, ...Array.from({ length: 11 }, () => ["--image", pixelUri]).flat()),
    "3daistudio/seedream-v5-lite: images must be at most 10; there are 11.",
  ],
  [
    "an image file that is not there",
    generate(...novita, "--image", "absent.png"),
    "The image file absent.png cannot be read: it does not exist.",
  ],
  [
    "an image below a file",
    generate(...novita, "--image", "notes.txt/a.png"),
    "The image file notes.txt/a.png cannot be read: a part of its path is a file.",
  ],
  [
    "a folder as an image",
    generate(...novita, "--image", "folder"),
    "The image folder is a folder or a device, not a file.",
  ],
  [
    "a file that is not an image",
    generate(...novita, "--image", "notes.txt"),
    /^The file notes\.txt is not an image that can be read /,
  ],
  [
    "an empty file as an image",
    generate(...novita, "--image", "empty.png"),
    /^The file empty\.png is not an image that can be read /,
  ],
  [
    "an image over the limit",
    generate(...novita, "--image", "large.gif"),
    /^novita\/seedream-5\.0-lite: images\[0\] has \d+ bytes; novita takes at most 31457280 \(30 MiB\)\.$/,
  ],
  [
    "an image of a type that is not taken",
    generate(...novita, "--image", "photo.heic"),
    /^novita\/seedream-5\.0-lite: images\[0\] is image\/heic; novita takes image\/jpeg, /,
  ],
  [
    "a data URI that is none",
    generate(...novita, "--image", "data:nothing"),
    /images\[0\] is not an http\(s\) address, data URI, Blob or bytes\.$/,
  ],
  [
    "an image address that does not answer",
    generate(...studio, "--image", "http://127.0.0.1:1/a.png?sig=hunter2"),
    "3daistudio/seedream-v5-lite: images[0] at http://127.0.0.1:1/a.png cannot be fetched: it cannot be reached.",
  ],
];

describeBadCalls(files, calls);
