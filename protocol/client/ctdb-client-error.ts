/** Why a daemon did not answer as it should. */
export type ClientProblem =
  /** Nobody listens on the socket. */
  | "unreachable"
  /** No answer in time; the question may have taken effect all the same. */
  | "timeout"
  /** The connection ended before the answer came, or had ended before the question. */
  | "closed"
  /** The daemon answered that it will not. */
  | "refused"
  /** What came was no packet, or no answer to this question. */
  | "garbled"
  /** The daemon has no database of this name. */
  | "no database";

/** A question to a daemon that has no answer. The message is one sentence. */
export class CtdbClientError extends Error {
  override readonly name = "CtdbClientError";
  readonly problem: ClientProblem;

  constructor(problem: ClientProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}
