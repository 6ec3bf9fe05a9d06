import type { CtdbVersion } from "../words/index.ts";
import { ctdb43 } from "./ctdb-4-3/index.ts";
import { ctdb417 } from "./ctdb-4-17.ts";
import type { Version } from "./version.ts";

/** What each of CTDB's versions does otherwise than HEAD. */
export const versions: Readonly<Record<CtdbVersion, Version>> = {
  "4.3": ctdb43,
  "4.17": ctdb417,
  head: { charts: [], without: [], overrides: [] },
};
