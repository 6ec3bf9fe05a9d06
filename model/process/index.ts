export type { Context, Frame, ProcessData, ProgramChart, ProgramProcedure } from "./context.ts";
export { newFrame } from "./context.ts";
export { answers, failures, looksAtFrameAlone, waits } from "./waits.ts";
