/** A real helper, run as ctdbd runs one. */
export { Crew } from "./crew.ts";
export type { Answer, Chunk, Ended, Helper, Past, StartOptions } from "./helper.ts";
export { filledIn } from "./placeholders.ts";
export { processRow } from "./process-table.ts";
export { isStopped, send } from "./real-helper.ts";
export { until } from "./wait.ts";
