const DATA_URI = /^data:image\/[a-z+.-]+;base64,([A-Za-z0-9+/]+={0,2})$/;

/**
 * Looks at one input image without fetching it.
 *
 * @returns what is wrong with it, or undefined
 */
export function imageInputProblem(image: string, acceptsDataUris: boolean): string | undefined {
  if (image.startsWith("data:")) {
    if (!acceptsDataUris) return "must be an address";
    const base64 = DATA_URI.exec(image)?.[1];
    return base64 === undefined || base64.length % 4 !== 0 ? "is not an image in base64" : undefined;
  }
  return /^https?:\/\/./.test(image) && URL.canParse(image) ? undefined : "is neither an address nor a data URI";
}
