import { baseStyle } from "./style-base.ts";
import { checkStyle } from "./style-checks.ts";
import { coverageStyle } from "./style-coverage.ts";
import { listStyle } from "./style-lists.ts";
import { pictureStyle } from "./style-pictures.ts";

/** The whole style of the page. */
export const pageStyle: string = [baseStyle, pictureStyle, listStyle, checkStyle, coverageStyle].join("\n");
