export { keep, readKept } from "./kept.ts";
export { scoresOf } from "./measured.ts";
export { pageOf } from "./page.ts";
