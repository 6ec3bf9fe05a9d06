export { type Measured, measuredOf } from "./measured.ts";
export { pageOf } from "./page.ts";
