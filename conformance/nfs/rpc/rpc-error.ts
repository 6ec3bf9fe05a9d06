/** Why a call has no result: the other end is gone, is late, refused it, or its answer makes no sense. */
export type RpcProblem = "closed" | "timeout" | "refused" | "garbled";

/** A call of RPC that has no result. */
export class RpcError extends Error {
  override readonly name = "RpcError";
  readonly problem: RpcProblem;

  constructor(problem: RpcProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}
