/** Breaks the connection of a request: whatever answer comes back then is not sent. */
export type BreakConnection = () => void;
/** Answers a request, or gives null where the connection is broken or to be dropped. */
export type Handler = (request: Request, breakConnection: BreakConnection) => Promise<Response | null>;
export interface HttpServer {
  readonly url: string;
  /** Drops every connection at once. */
  close(): Promise<void>;
}
/** Serves a handler on node:http. The process's own Request and Response stay as they are. */
export declare function listen(handler: Handler, host: string, port: number): Promise<HttpServer>;
