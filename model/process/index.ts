export type { Context, Frame, ProcessData, ProgramChart, ProgramProcedure } from "./context.ts";
export { newFrame } from "./context.ts";
export { newHandle } from "./new-handle.ts";
export { answers, failures, failuresInTime, waits } from "./waits.ts";
