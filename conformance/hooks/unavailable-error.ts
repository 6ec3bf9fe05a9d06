/** Hooks that were asked for cannot be had here: unknown, not executable, or their service is not installed. */
export class UnavailableError extends Error {
  override readonly name = "UnavailableError";
}
