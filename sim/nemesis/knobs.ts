import { type ConstantName, constantTable } from "../../model/index.ts";
import { type Choices, drawChance, drawRange, drawSpread } from "../choices/index.ts";

/**
 * Limits whose change makes no sense as a random one; nor does that of a switch. Those of sticky databases are drawn with
 * them; leases of NFSv4 differ in user specs.
 */
const KEPT: readonly string[] = [
  "creditsPerNode",
  "arpCount",
  "hopcountMakeSticky",
  "stickyDurationUs",
  "stickyPindownUs",
  "nfsLeaseUs",
  "nfsRenewUs",
  "v4GraceUs",
  "gracePollUs",
];

/** Draws about a third of the constants from wide ranges around their defaults: a quarter to four times. */
export function drawKnobs(choices: Choices): Partial<Record<ConstantName, number>> {
  const drawn: Partial<Record<ConstantName, number>> = {};
  for (const name of Object.keys(constantTable) as ConstantName[]) {
    const { value, unit } = constantTable[name];
    if (unit === "switch" || KEPT.includes(name) || !drawChance(choices, "knobs", 1, 3)) continue;
    drawn[name] =
      unit === "us"
        ? drawSpread(choices, "knobs", Math.ceil(value / 4), value * 4)
        : drawRange(choices, "knobs", Math.max(1, value - 2), value + 3);
  }
  return sensible(drawn);
}

/** What renews a claim must come well before its end, or none ever lasts: that is a wrong setting, not a fault. */
const RENEWALS = [
  ["leaderTimeoutUs", "leaderBroadcastIntervalUs"],
  ["etcdTtlUs", "etcdRefreshUs"],
  ["putTtlUs", "putRefreshUs"],
  ["objectDurationUs", "objectRenewUs"],
] as const;

function sensible(drawn: Partial<Record<ConstantName, number>>): Partial<Record<ConstantName, number>> {
  const kept = { ...drawn };
  for (const [ttl, renewal] of RENEWALS) {
    const mostUs = Math.floor((kept[ttl] ?? constantTable[ttl].value) / 2);
    if ((kept[renewal] ?? constantTable[renewal].value) > mostUs) kept[renewal] = mostUs;
  }
  return kept;
}
