/** A real helper, run as ctdbd runs one. */
export type { Answer, Chunk, Ended, Helper, StartOptions } from "./helper.ts";
