import { NotEstablishedError } from "../clause/index.ts";

/** The environment did not do what it was asked to: the clause is not established. */
export class HookError extends NotEstablishedError {
  override readonly name: string = "HookError";
}
