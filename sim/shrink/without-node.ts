import type { Fault, LeaderGroups, NfsSpec, Pnn, PublicAddressSpec, Scenario } from "../../model/index.ts";
import { renumbered, renumberedJob } from "../nemesis/index.ts";
import { withJobs } from "./with-jobs.ts";

/** The same cluster without one of its nodes and what its clients do; those behind it move up. Undefined: nobody would be left at the end. */
export function withoutNode(scenario: Scenario, gone: Pnn): Scenario | undefined {
  const {
    nodes,
    heal,
    faults,
    jobs,
    ctdb,
    lockSettings,
    deleted,
    cannotLead,
    notLmaster,
    recovery,
    bootAtUs,
    clockOffsetUs,
    nfs,
    groups,
    publicAddresses,
  } = scenario;
  const newOf = Array.from({ length: nodes }, (_, pnn) => (pnn > gone ? pnn - 1 : pnn));
  const moved = (pnns: readonly Pnn[]): Pnn[] => pnns.filter((pnn) => pnn !== gone).map((pnn) => newOf[pnn] ?? pnn);
  const rest = <T>(list: readonly T[]): T[] => list.filter((_, index) => index !== gone);
  const core = moved(heal?.core ?? []);
  if (nodes === 1 || (heal !== undefined && core.length === 0)) return undefined;
  const others = (jobs ?? []).filter(({ node }) => node !== gone).map((job) => renumberedJob(job, newOf));
  return {
    ...withJobs(scenario, others),
    nodes: nodes - 1,
    clockOffsetUs: rest(clockOffsetUs),
    faults: faults.flatMap((fault) => faultWithout(fault, gone)).map((fault) => renumbered(fault, newOf)),
    ...(heal === undefined ? {} : { heal: { ...heal, core } }),
    ...(typeof ctdb === "object" ? { ctdb: rest(ctdb) } : {}),
    ...(typeof recovery === "object" ? { recovery: rest(recovery) } : {}),
    ...(lockSettings === undefined ? {} : { lockSettings: rest(lockSettings) }),
    ...(bootAtUs === undefined ? {} : { bootAtUs: rest(bootAtUs) }),
    ...(nfs === undefined ? {} : { nfs: nfsWithout(nfs, gone, newOf) }),
    ...(groups === undefined ? {} : { groups: groupsWithout(groups, moved) }),
    ...knownTo(publicAddresses, gone, moved),
    ...(deleted === undefined ? {} : { deleted: moved(deleted) }),
    ...(cannotLead === undefined ? {} : { cannotLead: moved(cannotLead) }),
    ...(notLmaster === undefined ? {} : { notLmaster: moved(notLmaster) }),
  };
}

/** The addresses in the files of those who are left, one may stand in none of them; homes that are left. */
function knownTo(
  specs: readonly PublicAddressSpec[] | undefined,
  gone: Pnn,
  moved: (pnns: readonly Pnn[]) => readonly Pnn[],
): Pick<Scenario, "publicAddresses"> {
  const left = specs?.map(({ home, ...spec }) => ({
    ...spec,
    ...(spec.nodes === undefined ? {} : { nodes: moved(spec.nodes) }),
    ...(home === undefined || home === gone ? {} : { home: moved([home])[0] ?? home }),
  }));
  return left === undefined ? {} : { publicAddresses: left };
}

/** Groups of those who are left. */
function groupsWithout(groups: LeaderGroups, moved: (pnns: readonly Pnn[]) => readonly Pnn[]): LeaderGroups {
  const left = Object.entries(groups).map(([name, { members, followers = [], ...group }]) => [
    name,
    { ...group, members: moved(members), followers: moved(followers) },
  ]);
  return Object.fromEntries(left);
}

/** Those who lock files, without smbd on a node that is not there. */
function nfsWithout(nfs: NfsSpec, gone: Pnn, newOf: readonly Pnn[]): NfsSpec {
  const users = nfs.users.filter(({ way }) => !("node" in way && way.node === gone));
  const moved = users.map((user) =>
    "node" in user.way ? { ...user, way: { node: newOf[user.way.node] ?? user.way.node } } : user,
  );
  return { ...nfs, users: moved };
}

/** What is left of a fault when a node is not there. */
function faultWithout(fault: Fault, gone: Pnn): Fault[] {
  if ("host" in fault && fault.host === gone) return [];
  if (fault.on?.host === gone) return [];
  if ("from" in fault && (fault.from === gone || fault.to === gone)) return [];
  if (fault.kind !== "partition") return [fault];
  const cut = fault.cut.filter((pair) => !pair.includes(gone));
  return cut.length === 0 ? [] : [{ ...fault, cut }];
}
