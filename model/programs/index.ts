export { type AnyEvent, type AnyProgramChart, charts } from "./charts.ts";
export { type Program, programs } from "./programs.ts";
