import path from "node:path";
import { createReference, entryPoints, root } from "./reference.ts";

const target = path.join(root, "docs/api");
const reference = await createReference(entryPoints());
const project = await reference.convert();
if (!project) throw new Error("TypeDoc could not read the sources.");
await reference.generateDocs(project, target);
console.log(`${path.relative(process.cwd(), path.join(target, "index.html"))} holds the API reference.`);
