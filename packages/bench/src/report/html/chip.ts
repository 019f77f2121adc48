import { type Markup, markup } from "@seedbed/report";
import type { NamedModel } from "../naming.ts";

/** A model's letter in its colour, and its name beside it where that says more. */
export function chip({ label, name, index }: NamedModel): Markup {
  const rest = name.startsWith(`${label} `) ? name.slice(label.length + 1) : name === label ? "" : name;
  return markup`<span class="chip m${index % 6}"><i>${label}</i>${rest !== "" && markup` <span>${rest}</span>`}</span>`;
}
