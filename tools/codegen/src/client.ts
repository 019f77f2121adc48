import { asObject, type Endpoint, endpoints, type Json, resolve, type SpecDocument } from "./bundle.ts";
import { providerFact } from "./operations.ts";
import { pascalCase } from "./schemas.ts";

/** One function of a client: what it takes and gives, as TypeScript. */
interface ClientFunction {
  readonly id: string;
  readonly operation: Json;
  readonly comment: string;
  /** The name of the type of its request; undefined if it takes nothing. */
  readonly request: string | undefined;
  readonly result: string;
}

/** The interface of a provider's client, and the types of what its functions take and give. */
export function clientModule(spec: SpecDocument): string {
  const types: Declarations = new Map();
  const functions = endpoints(spec.document).map((endpoint) => functionOf(spec, endpoint, types));
  const jobs = functions.filter(({ operation }) => operation["x-job"]);
  const isAccount = ({ operation: { tags } }: ClientFunction) => Array.isArray(tags) && tags.includes("Account");
  const { displayName } = providerFact(spec);
  const members = [
    ...functions.map(signature),
    ...(functions.some(isAccount) ? [balance] : []),
    ...(jobs.length > 0 ? [submit, waitForResult(jobs)] : []),
  ];
  const generates = functions.some(({ result }) => result === "Generation") || jobs.length > 0;
  const imported = [
    ...(functions.some(isAccount) ? ["Balance"] : []),
    ...(generates ? ["Generation"] : []),
    ...(jobs.length > 0 ? ["Job"] : []),
    "RunOptions",
  ];
  const declared = declarations(types);
  const used = ["components", "operations"].filter((name) => declared.includes(`${name}[`));
  return [
    `import type { ${imported.join(", ")} } from "@seedbed/core";`,
    `import type { ${used.join(", ")} } from "./types.gen.ts";`,
    "",
    declared,
    ...(jobs.length > 0 ? [submitRequests(functions, jobs)] : []),
    `/** ${displayName}'s endpoints, one function each, with its own field names. */`,
    `export interface ${clientName(spec)} {`,
    members.join("\n"),
    "}",
  ].join("\n");
}

const balance = `  /** Tells what the account holds, in a form that is the same for every provider. */
  balance(options?: RunOptions): Promise<Balance>;`;

const submit = `  /** Submits and gives the job as plain JSON, to be resumed here or in another process. */
  submit<Name extends keyof SubmitRequests>(
    operation: Name,
    request: SubmitRequests[Name],
    options?: RunOptions,
  ): Promise<Job>;`;

const digits = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** `NovitaClient` of `createNovita`; a digit at its start, which no name may have, is a word. */
function clientName(spec: SpecDocument): string {
  const name = providerFact(spec).createFunction.replace(/^create/, "");
  return `${name.replace(/^\d/, (digit) => digits[Number(digit)] ?? digit)}Client`;
}

function functionOf(spec: SpecDocument, endpoint: Endpoint, types: Declarations): ClientFunction {
  const { operation } = endpoint;
  const id = String(operation.operationId);
  const isGeneration = operation["x-model"] !== undefined && !operation["x-job"];
  const request = requestType(spec, endpoint, types);
  const result = isGeneration ? "Generation" : resultType(spec, endpoint, types);
  const asJob = endpoints(spec.document).some((other) => other.operation.operationId === jobName(id));
  const comment = [commentOf(spec, operation), ...(asJob ? ["In mode `async` it is a job."] : [])].join(" ");
  return { id, operation, comment, request, result };
}

/** The type of what a function takes: of its body, or of the parameters in its path. */
function requestType({ document }: SpecDocument, { path, method, operation }: Endpoint, types: Declarations) {
  const id = String(operation.operationId);
  const place = `\`${method.toUpperCase()} ${path}\``;
  const body = jsonOf(resolve(document, operation.requestBody));
  const shared = body && schemaName(body);
  const name = shared ?? `${pascalCase(id)}Request`;
  if (shared) return declare(types, name, "The fields of", `components["schemas"]["${shared}"]`, place);
  const at = body ? '["requestBody"]["content"]["application/json"]' : '["parameters"]["path"]';
  if (!body && !path.includes("{")) return undefined;
  return declare(types, name, "The fields of", `operations["${id}"]${at}`, place);
}

/** The type of what a free operation, or one that submits a job, answers. */
function resultType({ document }: SpecDocument, { operation }: Endpoint, types: Declarations): string {
  const id = String(operation.operationId);
  const body = jsonOf(resolve(document, asObject(operation.responses)["200"]));
  const shared = body && schemaName(body);
  const words = String(resolve(document, body).description ?? `The answer of ${id}.`);
  if (shared) return declare(types, shared, words, `components["schemas"]["${shared}"]`);
  const at = `operations["${id}"]["responses"][200]["content"]["application/json"]`;
  return declare(types, `${pascalCase(id)}Response`, words, at);
}

/** The types that a module declares, by name: the words before each, what it is, and the endpoints that take it. */
type Declarations = Map<string, { readonly words: string; readonly type: string; readonly places: Set<string> }>;

/** Declares a type once, and gives its name. */
function declare(types: Declarations, name: string, words: string, type: string, place?: string): string {
  const declared = types.get(name) ?? { words, type, places: new Set() };
  if (place) declared.places.add(place);
  types.set(name, declared);
  return name;
}

function declarations(types: Declarations): string {
  return [...types]
    .map(([name, { words, type, places }]) => {
      const comment = places.size > 0 ? `${words} ${[...places].join(" and of ")}.` : words;
      return `/** ${comment} @interface */\nexport type ${name} = ${type};\n`;
    })
    .join("\n");
}

function jsonOf(withContent: Json): Json | undefined {
  const { schema } = asObject(asObject(withContent.content)["application/json"]);
  return schema === undefined ? undefined : asObject(schema);
}

function schemaName({ $ref }: Json): string | undefined {
  return typeof $ref === "string" ? $ref.match(/^#\/components\/schemas\/(\w+)$/)?.[1] : undefined;
}

/** What an operation does, costs and takes, by the spec. */
function commentOf(spec: SpecDocument, operation: Json): string {
  const facts = operation["x-model"] ? [priceOf(spec, operation), latencyOf(spec, operation)] : [];
  return [String(operation.description ?? operation.summary ?? ""), ...facts].join(" ");
}

function priceOf(spec: SpecDocument, operation: Json): string {
  if (!operation["x-price"]) return `${providerFact(spec).displayName} publishes no price.`;
  const { amount, currency, per, source } = asObject(operation["x-price"]);
  return `${amount} ${currency} per ${per} (${source}).`;
}

/** Only a seed's or the vendor's word is the provider's own. */
function latencyOf(spec: SpecDocument, operation: Json): string {
  const { minMs, maxMs, per, evidence, source } = asObject(operation["x-latency"]);
  if (evidence !== "seed" && evidence !== "vendor") return `${providerFact(spec).displayName} publishes no latency.`;
  const [least, most] = [Number(minMs) / 1000, Number(maxMs) / 1000];
  return `${least === most ? `About ${least}` : `${least} to ${most}`} s per ${per} (${source}).`;
}

function signature({ id, comment, request, result }: ClientFunction): string {
  const taken = request ? `request: ${request}` : "request?: object";
  return `  /** ${comment} */\n  ${id}(${taken}, options?: RunOptions): Promise<${result}>;`;
}

/** The name that `submit` takes: that of the function which makes the same in one answer, if there is one. */
function submitName(functions: readonly ClientFunction[], job: ClientFunction): string {
  return functions.find(({ id }) => jobName(id) === job.id)?.id ?? job.id;
}

/** The operation that makes the same as a job, if there is one. */
function jobName(id: string): string {
  return `submit${pascalCase(id)}`;
}

function submitRequests(functions: readonly ClientFunction[], jobs: readonly ClientFunction[]): string {
  const fields = jobs.map((job) => {
    const { summary } = job.operation;
    return `  /** ${summary}. */\n  ${submitName(functions, job)}: ${job.request};`;
  });
  return `/** What can be submitted as a job, and the fields that each takes. */
export interface SubmitRequests {
${fields.join("\n")}
}
`;
}

/** A task of which only the id is known can be waited for where all are of one model. */
function waitForResult(jobs: readonly ClientFunction[]): string {
  const models = new Set(jobs.map(({ operation }) => operation["x-model"]));
  const [what, taken] =
    models.size === 1 ? ["a task by its id, or for a job", "taskOrJob: string | Job"] : ["a job", "job: Job"];
  return `  /**
   * Waits for ${what} from \`submit\`, and fetches its images.
   *
   * @throws GenerationFailedError, ResultExpiredError, TimeoutError: each with the job, which can be waited for again
   */
  waitForResult(${taken}, options?: RunOptions): Promise<Generation>;`;
}
