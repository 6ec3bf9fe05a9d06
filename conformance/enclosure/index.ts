/** Namespaces of Linux in which real programs run. */
export { Enclosure } from "./enclosure.ts";
