/** A choice was asked for that cannot be made: an empty seed, a bound below 1, an empty list to draw from. */
export class ChoiceError extends Error {
  override readonly name = "ChoiceError";
}
