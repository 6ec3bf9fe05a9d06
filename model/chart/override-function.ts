import type { OverrideFunction } from "./override.ts";
import { OverrideError } from "./override-error.ts";

/** A function that came from outside: what it throws is told as its own mistake, not as one of the chart's. */
export function explained(run: OverrideFunction, override: string, where: string): OverrideFunction {
  return (c, e) => {
    try {
      return run(c, e);
    } catch (error) {
      const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new OverrideError(`the function ${where} of "${override}" threw ${what}; mend the file of that name`);
    }
  };
}
