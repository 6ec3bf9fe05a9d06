/** The environment did not do what it was asked to: the clause is not established. */
export class HookError extends Error {
  override readonly name = "HookError";
}
