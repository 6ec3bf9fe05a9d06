/** A text is not a whole, sound tape. The sentence names the entry that is wrong. */
export class TapeError extends Error {
  override readonly name = "TapeError";
}
