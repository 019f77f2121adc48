import { fileURLToPath } from "node:url";

/** Each Node that the clients declare, from the npm registry's `node` package. */
export const nodes: Readonly<Record<"20" | "22" | "24", string>> = {
  20: fileURLToPath(new URL("../node_modules/node-20/bin/node", import.meta.url)),
  22: fileURLToPath(new URL("../node_modules/node-22/bin/node", import.meta.url)),
  24: fileURLToPath(new URL("../../../node_modules/node/bin/node", import.meta.url)),
};
