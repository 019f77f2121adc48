import { isSeedbedError } from "@seedbed/core";
import { createSegmind, type SeedreamV3TextToImageRequest } from "@seedbed/segmind";

// No key here: the proxy adds it.
const segmind = createSegmind({ proxyUrl: "/api/seedbed/segmind" });

const form = find("form", HTMLFormElement);
const button = find("button", HTMLButtonElement);
const image = find("img", HTMLImageElement);
const said = find("output", HTMLOutputElement);

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const asked = new FormData(form);
  button.disabled = true;
  document.body.dataset.state = "working";
  said.textContent = "Segmind is drawing. It says that it takes about 6 seconds.";
  try {
    const { images, cost } = await segmind.seedreamV3TextToImage({
      prompt: String(asked.get("prompt")),
      aspect_ratio: asked.get("aspect_ratio") as SeedreamV3TextToImageRequest["aspect_ratio"], // one of the options
    });
    for (const { bytes, mediaType, width, height } of images) {
      show(URL.createObjectURL(new Blob([bytes], { type: mediaType })));
      said.textContent = `${width} x ${height} pixels${cost ? `, ${cost.max} ${cost.currency}` : ""}`;
    }
    document.body.dataset.state = "done";
  } catch (error) {
    if (!isSeedbedError(error)) throw error;
    // An image that is paid for and whose bytes this page may not read can still be shown from where it lies.
    for (const image of error.images ?? []) if (image.url) show(image.url);
    said.textContent = error.message;
    document.body.dataset.state = "failed";
  } finally {
    button.disabled = false;
  }
});

function show(address: string): void {
  if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
  image.src = address;
  image.alt = String(new FormData(form).get("prompt"));
  image.hidden = false;
}

function find<Found extends Element>(selector: string, type: new () => Found): Found {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}
