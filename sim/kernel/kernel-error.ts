/** The kernel was asked for something that has no meaning: an event in the past, an unknown kind, a nested run. */
export class KernelError extends Error {
  override readonly name = "KernelError";
}
