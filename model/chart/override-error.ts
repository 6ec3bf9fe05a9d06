/** An override that does not fit what it overrides; the message names the field and the way out. */
export class OverrideError extends Error {
  override readonly name = "OverrideError";
}
