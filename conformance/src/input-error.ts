/** What was given to a check is wrong: a file, a name, a folder. One sentence. */
export class InputError extends Error {
  override readonly name = "InputError";
}
