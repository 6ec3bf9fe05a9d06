export { NO_TICKET, type Ticket } from "./event-queue.ts";
export { type Handler, Kernel } from "./kernel.ts";
export { KernelError } from "./kernel-error.ts";
export { TraceHash } from "./trace-hash.ts";
