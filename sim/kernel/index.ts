export type { Ticket } from "./event-slots.ts";
export { type Handler, Kernel, type RunEnd } from "./kernel.ts";
export { KernelError } from "./kernel-error.ts";
export { TraceHash } from "./trace-hash.ts";
