export { type Entry, zooEntries } from "./entries.ts";
export { type Found, foundIn } from "./found-in.ts";
export { inexpressible } from "./inexpressible.ts";
export { type Measured, pageOf } from "./page.ts";
