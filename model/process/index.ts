export type { Context, Frame, ProcessData, ProgramChart, ProgramProcedure } from "./context.ts";
export { newFrame } from "./context.ts";
export { answers, failures, waits } from "./waits.ts";
