import { type ClientOptions, NotFoundError } from "@seedbed/core";
import { type ClientFact, createClient, type Following, query, submission } from "@seedbed/core/provider";
import { dialect } from "./errors.ts";
import type { ThreeDAIStudioClient } from "./gen/client.gen.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import * as schemas from "./gen/schemas.gen.ts";

const status = {
  operation: operations.getGenerationRequestStatus,
  path: schemas.zGetGenerationRequestStatusPath,
  answer: schemas.zGetGenerationRequestStatusResponse,
  binding: ["status"],
};

/** The images are in either of two forms; the second address is of the same file. */
const follow: Following = {
  status,
  fields: { state: "status", progress: "progress", failure: "failure_reason" },
  images: { at: ["results"], item: ["asset", "asset_url"] },
};

/** What both submissions have in common. */
const task = {
  reply: schemas.zSubmittedTask,
  count: ({ num_images }: { num_images?: number }) => ({ min: num_images ?? 1, max: num_images ?? 1 }),
  follow,
};

/** 3D AI Studio's client, as data. */
export const threeDAIStudio: ClientFact<ThreeDAIStudioClient> = {
  fact: providerFact,
  dialect,
  calls: {
    seedreamV5LiteGenerate: submission({
      operation: operations.seedreamV5LiteGenerate,
      body: schemas.zSeedreamV5LiteGenerateBody,
      ...task,
    }),
    seedreamV5LiteEdit: submission({
      operation: operations.seedreamV5LiteEdit,
      body: schemas.zSeedreamV5LiteEditBody,
      ...task,
    }),
    getGenerationRequestStatus: query(status),
    getWallet: query({ operation: operations.getWallet, answer: schemas.zGetWalletResponse }),
    getWalletAtOlderPath: query({ operation: operations.getWalletAtOlderPath, answer: schemas.zGetWalletResponse }),
  },
  // At the newer path, and if there is none at the older one: two of the vendor's pages differ.
  async balance(client, options) {
    const { balance } = await client.getWallet({}, options).catch((error) => {
      if (error instanceof NotFoundError) return client.getWalletAtOlderPath({}, options);
      throw error;
    });
    return { amount: Number(balance), currency: "credits", parts: {} };
  },
};

/**
 * Creates a client for 3D AI Studio.
 *
 * @param options - the key comes from `THREEDAISTUDIO_API_KEY` unless given
 * @throws AuthenticationError where there is no key
 */
export function create3DAIStudio(options: ClientOptions = {}): ThreeDAIStudioClient {
  return createClient(threeDAIStudio, options);
}
