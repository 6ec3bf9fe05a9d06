import type { Line, Size } from "./line.ts";
import { bigCampaign, bigConfig, foundWithout } from "./steps/index.ts";

/** Issue "Public addresses, services and monitoring"; its entries of the zoo, and its times, are in lists of their own. */
export const lines: readonly Line[] = [
  foundWithout(
    "a client that nobody tells that its connection is gone",
    "no-connection-hangs",
    "connections-are-known",
  ),
  foundWithout("a script that brings an address late", "one-server-per-address", "late-scripts-are-killed"),
  foundWithout("a script that takes an address away late", "addresses-are-kept", "late-scripts-are-killed"),
  { name: "a folder of a real cluster with 200 addresses runs", run: bigConfig },
  { name: "20,000 seeds", run: (size: Size) => bigCampaign(size) },
];
