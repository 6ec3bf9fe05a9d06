import type { Override } from "../chart/index.ts";
import type { CtdbVersion } from "../words/index.ts";
import { ctdb417 } from "./ctdb-4-17.ts";

/** What each of CTDB's versions does otherwise than HEAD, of which the charts are. */
export const versionOverrides: Readonly<Record<CtdbVersion, readonly Override[]>> = {
  "4.3": [],
  "4.17": ctdb417,
  head: [],
};
