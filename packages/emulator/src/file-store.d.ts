import type { EmulationClock, PublishedFile } from "@seedbed/core/emulation";
/** The files that the emulated providers have published, and how they are read. */
export interface FileStore {
  publish(file: PublishedFile): string;
  read(request: Request): Promise<Response>;
  /** Files remembered now, expired ones too until they are asked for. */
  readonly size: number;
}
/** @param origin gives the address of the file server; it is known once the server listens. */
export declare function createFileStore(clock: EmulationClock, origin: () => string): FileStore;
