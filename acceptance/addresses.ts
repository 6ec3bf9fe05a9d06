import type { Line, Size } from "./line.ts";
import { bigCampaign, bigConfig, find } from "./steps/index.ts";

const found = (what: string, property: string, assumption: string): Line => ({
  name: `found: ${what}, without ${assumption}`,
  run: () => find({ options: ["--drop-assumption", assumption], property, seed: "find", runsMax: 200, shrinks: true }),
});

/** Issue "Public addresses, services and monitoring"; its entries of the zoo, and its times, are in lists of their own. */
export const lines: readonly Line[] = [
  found("a client that nobody tells that its connection is gone", "no-connection-hangs", "connections-are-known"),
  { name: "a folder of a real cluster with 200 addresses runs", run: bigConfig },
  { name: "20,000 seeds", run: (size: Size) => bigCampaign(size) },
];
