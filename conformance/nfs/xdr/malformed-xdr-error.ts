/** Bytes that cannot be what was expected. The message is one sentence: what, field, offset and what is wrong. */
export class MalformedXdrError extends Error {
  override readonly name = "MalformedXdrError";
}
