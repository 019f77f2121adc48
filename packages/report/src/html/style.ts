import { baseStyle } from "./style-base.ts";
import { checkStyle } from "./style-checks.ts";
import { coverageStyle } from "./style-coverage.ts";
import { imageStyle } from "./style-images.ts";
import { listStyle } from "./style-lists.ts";

/** The whole style of the page. */
export const pageStyle: string = [baseStyle, imageStyle, listStyle, checkStyle, coverageStyle].join("\n");
