export { plainText } from "@seedbed/core";
