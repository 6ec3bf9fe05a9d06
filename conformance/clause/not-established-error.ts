/** Thrown inside a check when what it stands on did not come about: the clause is not established. */
export class NotEstablishedError extends Error {
  override readonly name: string = "NotEstablishedError";
}
