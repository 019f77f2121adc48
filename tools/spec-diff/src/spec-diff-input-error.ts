/** A call that cannot be answered: a path that is not a spec, a revision that git does not know, two providers. */
export class SpecDiffInputError extends Error {
  override readonly name = "SpecDiffInputError";
}
