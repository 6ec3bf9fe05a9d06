import {
  type GraceName,
  graceDesigns,
  hasGraceOfAddress,
  type LockUser,
  type NfsSpec,
  type Pnn,
  type PublicAddressSpec,
  type Range,
} from "../../model/index.ts";
import { type Choices, drawChance, drawRange, seeded } from "../choices/index.ts";
import { askedWhereExported } from "./exported-files.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
/** A slow client that reclaims in grace all the same. */
const IN_TIME: Range = [0, 10 * s];
/** Most files that are locked. */
const FILES_MAX = 3;

/** What clients of NFS are drawn for. */
export interface NfsSetting {
  readonly grace: GraceName;
  readonly addresses: readonly PublicAddressSpec[];
  readonly live: readonly Pnn[];
  readonly timeline: Timeline;
  readonly dropped: readonly string[];
}

/**
 * Who locks files: of each a client that keeps its lock for good, or long, and others who want it again and again through
 * other addresses; now and then smbd on a node, unless nobody locks beside NFS. From a stream of its own, so that all else is as without them.
 */
export function drawNfs(seed: string, setting: NfsSetting): NfsSpec {
  const choices = seeded(`${seed}/nfs`);
  const dropUs = drawRange(choices, "drop", 200 * ms, 45 * s);
  const files = drawRange(choices, "files", 1, FILES_MAX);
  const users = Array.from({ length: files }, (_, index) => `f${index + 1}`).flatMap((file) =>
    usersOf(choices, file, setting),
  );
  const spec: NfsSpec = { grace: setting.grace, records: "shared-directory", dropUs: [dropUs, dropUs], users };
  return hasGraceOfAddress(graceDesigns[setting.grace]) ? withMisled(seed, askedWhereExported(spec), setting) : spec;
}

/** Files that are exported by one address alone, and a misconfigured client that wants one of them by another. */
function withMisled(seed: string, spec: NfsSpec, { addresses, timeline }: NfsSetting): NfsSpec {
  const choices = seeded(`${seed}/misled`);
  if (addresses.length < 2) return spec;
  const own = drawRange(choices, "own", 0, addresses.length - 1);
  const step = drawRange(choices, "step", 1, addresses.length - 1);
  const misled: LockUser = {
    way: { address: addresses[(own + step) % addresses.length]?.address ?? "" },
    file: "misled",
    atUs: drawRange(choices, "begin", Math.trunc(timeline.hurtFromUs / 2), timeline.hurtFromUs),
    pauseUs: [1 * s, 2 * s],
    reclaimUs: [0, 200 * ms],
  };
  return {
    ...spec,
    exports: { ...spec.exports, misled: addresses[own]?.address ?? "" },
    users: [...spec.users, misled],
  };
}

/** May a client reclaim when the grace of its server is over (assumption clients-reclaim-in-grace)? Elsewhere nobody need be in time. */
function mayBeLate(grace: GraceName, dropped: readonly string[]): boolean {
  return !hasGraceOfAddress(graceDesigns[grace]) || dropped.includes("clients-reclaim-in-grace");
}

function usersOf(
  choices: Choices,
  file: string,
  { grace, addresses, live, timeline, dropped }: NfsSetting,
): readonly LockUser[] {
  const first = drawRange(choices, "address", 0, addresses.length - 1);
  const beginUs = drawRange(choices, "begin", Math.trunc(timeline.hurtFromUs / 2), timeline.hurtFromUs);
  const keeps = drawChance(choices, "long", 1, 2);
  const way = (step: number) => ({ address: addresses[(first + step) % addresses.length]?.address ?? "" });
  const hasOthers = graceDesigns[grace].otherUsers === "bound" || dropped.includes("nobody-locks-beside-nfs");
  const slowUs: Range = mayBeLate(grace, dropped) ? [0, 120 * s] : IN_TIME;
  const reclaimUs: Range = drawChance(choices, "slow", 1, 4) ? slowUs : [0, 200 * ms];
  const holder: LockUser = {
    way: way(0),
    file,
    atUs: beginUs,
    ...(keeps ? {} : { holdUs: [20 * s, 60 * s] as const }),
    pauseUs: [100 * ms, 500 * ms],
    reclaimUs,
  };
  const rivals = Array.from({ length: drawRange(choices, "rivals", 1, 2) }, (_, index): LockUser => {
    const node = live[drawRange(choices, "node", 0, live.length - 1)] ?? 0;
    return {
      way: drawChance(choices, "beside", 1, 6) && hasOthers ? { node } : way(index + 1),
      file,
      atUs: beginUs + drawRange(choices, "later", 1 * s, 5 * s),
      holdUs: [1 * ms, drawRange(choices, "hold", 2 * ms, 2 * s)],
      pauseUs: [50 * ms, 500 * ms],
      reclaimUs: [0, 200 * ms],
    };
  });
  return [holder, ...rivals];
}
