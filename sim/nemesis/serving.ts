import { defaultAssumptionNames, type PublicAddressSpec, type Scenario } from "../../model/index.ts";
import { drawChance, drawRange, seeded } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import type { Cases } from "./cases.ts";
import type { DrawOptions } from "./draw-options.ts";
import { askedWhereExported } from "./exported-files.ts";
import { drawGraceCase } from "./grace-cases.ts";
import { drawNfs, type NfsSetting } from "./nfs-users.ts";
import { withV4 } from "./v4-users.ts";

/** What was dropped of the assumptions that would be in force with this lock and version. */
export function droppedHere({ lock, dropped, ctdb }: DrawOptions): readonly string[] {
  const known = defaultAssumptionNames(lock, ctdb);
  return dropped.filter((name) => known.includes(name));
}

/**
 * Public addresses, from a stream of their own, so that all else is as without them. In one run of six each node knows none
 * by a chance of one in two, and each of the others knows each of them by three in four; otherwise every node knows all.
 */
function drawAddresses(seed: string, { addresses }: DrawOptions, nodes: number): readonly PublicAddressSpec[] {
  if (typeof addresses === "object") return addresses;
  const numbered = numberedAddresses(addresses ?? nodes);
  if (numbered.length === 0) return numbered;
  const choices = seeded(`${seed}/addresses`);
  if (!drawChance(choices, "some", 1, 6)) return numbered;
  const sure = drawRange(choices, "sure", 0, nodes - 1);
  const all = allNodes(nodes);
  const serving = all.filter((pnn) => pnn === sure || drawChance(choices, "serves", 1, 2));
  return numbered.map((one) => ({
    ...one,
    nodes: serving.filter((pnn) => pnn === sure || drawChance(choices, "knows", 3, 4)),
  }));
}

/** Public addresses, and NFS servers and who locks files through them where there are addresses to reach them by. */
export function drawServing(
  seed: string,
  options: DrawOptions,
  { nodes, ...setting }: Pick<NfsSetting, "live" | "timeline"> & { readonly nodes: number },
): Pick<Scenario, "publicAddresses" | "nfs"> & { readonly graceCase?: Cases } {
  const publicAddresses = drawAddresses(seed, options, nodes);
  if (publicAddresses.length === 0) return {};
  const { grace } = options;
  if (grace === undefined) return { publicAddresses };
  const nfsSetting = { ...setting, grace, addresses: publicAddresses, dropped: droppedHere(options) };
  const nfs = withV4(seed, drawNfs(seed, nfsSetting), nfsSetting);
  const special = options.faults === undefined ? drawGraceCase(seed, nfsSetting) : undefined;
  if (special === undefined) return { publicAddresses, nfs };
  return {
    publicAddresses,
    nfs: askedWhereExported(withV4(seed, { ...nfs, users: special.users }, nfsSetting)),
    graceCase: { alone: true, faults: special.faults },
  };
}

/** 10.0.0.1, 10.0.0.2 … of a private network: 250 to a third octet. */
function numberedAddresses(count: number): readonly PublicAddressSpec[] {
  return Array.from({ length: count }, (_, index) => ({
    address: `10.0.${Math.trunc(index / 250)}.${(index % 250) + 1}`,
  }));
}
