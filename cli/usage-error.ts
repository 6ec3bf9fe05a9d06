/** The command was used wrongly: one sentence that names the option, field or line and the way out (exit 64). */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
