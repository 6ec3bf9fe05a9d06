/** A host clock was asked about a time before its last change, or for a rate or time it cannot have. */
export class ClockError extends Error {
  override readonly name = "ClockError";
}
