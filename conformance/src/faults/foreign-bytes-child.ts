import { foreignBytes, heads, parsers } from "./foreign-bytes.ts";

/** Reads megabytes that are hard to read, with what the process is given of memory, and prints how many times it did. */
const size = Number(process.argv[2]);
const { describeImage, imageInAnswer, decodeBase64, decodeDataUri } = parsers;
let count = 0;
for (const head of heads.slice(-8)) {
  for (const unit of ["ispe", "\0\0\0\x14ispe\0\0\0\0\0\0\0\x09\0\0\0\x09", "\xff", "A\n", ";a"]) {
    const bytes = foreignBytes(head, unit, size);
    const text = Buffer.from(bytes.buffer).toString("latin1");
    for (const parse of [describeImage, imageInAnswer, decodeBase64, decodeDataUri]) parse?.(bytes, text);
    count += 1;
  }
}
console.log(count);
