/** The budget of a search is used up: its best so far is the result. */
export class SpentError extends Error {
  override readonly name = "SpentError";
}
