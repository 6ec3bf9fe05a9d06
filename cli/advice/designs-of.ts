import type { ClusterConfiguration } from "../../fixtures/index.ts";
import { type GraceName, graceNames } from "../../model/index.ts";
import { gracesOf } from "../options/graces.ts";
import { calloutOf } from "../session/folder-nfs.ts";
import { UsageError } from "../usage-error.ts";

/** Which designs are judged, and why these. */
export interface ChosenDesigns {
  readonly graces: readonly GraceName[];
  readonly because: string;
}

/** Call-outs by a word of their names, and what they come to, the latest first (facts/ip-nfs.md §4.3). */
const callouts: readonly (readonly [word: string, graces: readonly GraceName[], because: string])[] = [
  ["ganesha", ["keep-barrier", "per-address"], "keep-barrier from 4.21 on, per-address before"],
  ["gluster", ["keep-barrier", "per-address"], "keep-barrier from 4.21 on, per-address before"],
  ["linux-kernel", ["kernel-2026", "movers-after-takeip"], "kernel-2026 in 4.25.0pre1, movers-after-takeip before"],
];

/**
 * The designs that `--grace` names; without it, what the folder's call-out comes to, or all if that is not known.
 *
 * @throws UsageError on a design that is not known
 */
export function designsOf(given: string | undefined, configuration: ClusterConfiguration): ChosenDesigns {
  if (given !== undefined) {
    const graces = gracesOf(given);
    if (graces.length === 0) throw new UsageError("--grace: expected all, or names of designs, got none");
    return { graces, because: "given with --grace" };
  }
  const { name, isGiven } = calloutOf(configuration);
  const known = callouts.find(([word]) => name.includes(word));
  if (known === undefined)
    return { graces: graceNames, because: `the folder's call-out ${name} is not known here: all; choose with --grace` };
  const [, graces, versions] = known;
  const whence = isGiven
    ? `the folder's call-out is ${name}`
    : `no option CTDB_NFS_CALLOUT, so the call-out is ${name}; script.options or events/legacy/60.nfs.options may name another`;
  return { graces, because: `${whence}: ${versions}` };
}
