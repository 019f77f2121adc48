export { createNovita, type NovitaClient, type Seedream5LiteRequest } from "./client.ts";
export { provider } from "./provider.ts";
