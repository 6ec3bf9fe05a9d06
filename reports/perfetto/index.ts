/** A run for viewers of traces. */
export { perfettoTrace } from "./perfetto-trace.ts";
