import type FastCheck from "fast-check";
import { UsageError } from "../usage-error.ts";

/** fast-check is the user's own and may be missing: a suite without arbitraries does not need it. */
const installed: typeof FastCheck | undefined = await import("fast-check").then(
  (module) => module.default,
  (error: NodeJS.ErrnoException) => {
    if (error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  },
);

/**
 * The user's fast-check.
 *
 * @throws UsageError if it is not installed
 */
export function fastCheck(): typeof FastCheck {
  if (installed !== undefined) return installed;
  throw new UsageError("arbitraries need the package fast-check: npm install --save-dev fast-check");
}
