import type {
  ConstantName,
  CtdbVersion,
  FaultKind,
  GraceName,
  GroupRoles,
  LeaderGroups,
  LockDesign,
  Pnn,
  PublicAddressSpec,
  ReloadDesign,
  Scenario,
  ServedDesign,
  TakeoverDesign,
  TickleDesign,
} from "../../model/index.ts";
import type { Strategy } from "./strategy.ts";

/** What is given; the seed decides the rest. */
export interface DrawOptions {
  readonly lock: LockDesign;
  readonly nodes?: number;
  /** The cluster lock setting of each node. */
  readonly lockSettings?: readonly string[];
  /** Nodes without a machine: nothing is drawn for them. */
  readonly deleted?: readonly Pnn[];
  /** Nodes that start without the leader role. */
  readonly cannotLead?: readonly Pnn[];
  /** Nodes without the LMASTER capability; absent: drawn with the databases. */
  readonly notLmaster?: readonly Pnn[];
  /** CTDB's version on every node, or one a node; absent: head. */
  readonly ctdb?: CtdbVersion | readonly CtdbVersion[];
  /** Designs of ours. */
  readonly designs?: Pick<Scenario, "splitLock" | "fencing">;
  /** How databases are recovered; absent: in parallel. */
  readonly recovery?: Scenario["recovery"];
  /** Who makes takeover runs; absent: a helper. */
  readonly takeover?: TakeoverDesign;
  /** Where it stands which connections clients have; absent: in lists of each node. */
  readonly tickles?: TickleDesign;
  /** Where it stands who serves which public address; absent: every node keeps it for itself. */
  readonly served?: ServedDesign;
  /** Who reloads public addresses, which are then changed at run time; absent: nobody. */
  readonly reload?: ReloadDesign;
  /** How many databases are drawn; 0: no clients either. */
  readonly databases?: number;
  /** How many public addresses there are, known to every node, or which; absent: as many as nodes. */
  readonly addresses?: number | readonly PublicAddressSpec[];
  /** The groups that choose a leader of their own, or where it stands who never leads in those that are drawn; absent: drawn. */
  readonly groups?: LeaderGroups | GroupRoles | "none";
  /** How locks are kept safe while addresses move, which brings NFS servers and clients; absent: none. */
  readonly grace?: GraceName;
  /** Only these kinds of fault; absent: all that the assumptions in force allow. */
  readonly faults?: readonly FaultKind[];
  readonly set: Readonly<Partial<Record<ConstantName, number>>>;
  readonly durationUs?: number;
  readonly dropped: readonly string[];
  /** Absent: random. */
  readonly strategy?: Strategy;
}
