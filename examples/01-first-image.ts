import { createNovita } from "@seedbed/novita";

const novita = createNovita();
const { images } = await novita.seedream5Lite({ prompt: "a lighthouse at dusk" });
console.log(`${images[0]?.width} x ${images[0]?.height} ${images[0]?.mediaType}`);
