import { seedRunner } from "../../cli/suite/index.ts";
import type { Entry } from "./entries.ts";

/** What a campaign needed to find an entry. */
export interface Found {
  readonly seed: string;
  /** The run that broke its property; undefined: none did. */
  readonly run: number | undefined;
  readonly cpuSeconds: number;
}

/** Runs `<seed>/1`, `<seed>/2` … until the entry's property breaks. */
export async function foundIn({ options, property }: Entry, seed: string, runsMax: number): Promise<Found> {
  const runOne = await seedRunner(options);
  const before = process.cpuUsage();
  let run: number | undefined;
  for (let index = 1; index <= runsMax && run === undefined; index += 1) {
    const { properties } = runOne(`${seed}/${index}`);
    if (properties.some(({ name, verdict }) => name === property && verdict === "violated")) run = index;
  }
  const { user, system } = process.cpuUsage(before);
  return { seed, run, cpuSeconds: (user + system) / 1e6 };
}
