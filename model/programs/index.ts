export { type AnyEvent, type AnyProgramChart, charts } from "./charts.ts";
export { type Program, type ProgramDesign, programFor, programs } from "./programs.ts";
