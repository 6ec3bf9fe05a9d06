export { type Handler, Kernel, type Ticket } from "./kernel.ts";
export { KernelError } from "./kernel-error.ts";
export { TraceHash } from "./trace-hash.ts";
