export { type Handler, Kernel, type RunEnd, type Ticket } from "./kernel.ts";
export { KernelError } from "./kernel-error.ts";
export { TraceHash } from "./trace-hash.ts";
