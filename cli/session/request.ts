import type {
  ConstantName,
  CtdbVersion,
  FaultKind,
  GraceName,
  GroupRoles,
  LockDesign,
  ReloadDesign,
  Scenario,
  ServedDesign,
  TakeoverDesign,
  TickleDesign,
} from "../../model/index.ts";
import type { Strategy } from "../../sim/index.ts";
import type { Configured } from "./configured.ts";

/** What a user asked for, checked: everything that decides what a run does. */
export interface RunRequest {
  /** The seed, given or drawn. */
  readonly seed: string;
  /** A scenario file, instead of a drawn scenario. */
  readonly scenarioFile?: string;
  /** A configuration folder of CTDB, as given. */
  readonly configFolder?: string;
  /** What the folder says, once it is read. */
  readonly configured?: Configured;
  readonly nodes?: number;
  readonly lock?: LockDesign;
  /** CTDB's version on every node, or one a node. */
  readonly ctdb?: CtdbVersion | readonly CtdbVersion[];
  /** Designs of ours that the run is made with. */
  readonly designs?: Pick<Scenario, "splitLock" | "fencing">;
  /** How databases are recovered; absent: in parallel, or as the scenario file says. */
  readonly recovery?: Scenario["recovery"];
  /** Who makes takeover runs; absent: a helper, or as the scenario file says. */
  readonly takeover?: TakeoverDesign;
  /** Where it stands which connections clients have; absent: in lists, or as the scenario file says. */
  readonly tickles?: TickleDesign;
  /** Where it stands who serves which address; absent: with each node, or as the scenario file says. */
  readonly served?: ServedDesign;
  /** Who reloads public addresses, which are then changed at run time; absent: nobody, or as the scenario file says. */
  readonly reload?: ReloadDesign;
  /** How many databases are drawn, 0: neither databases nor clients; absent: the drawing says. */
  readonly databases?: number;
  /** NFS servers of this design, and clients that lock files; absent: none, or as the scenario file says. */
  readonly grace?: GraceName;
  /** Widest window in which such a lock may be stolen, microseconds; absent: any. */
  readonly maxWindowUs?: number;
  /** How many public addresses there are; absent: as many as nodes. */
  readonly addresses?: number;
  /** Which groups choose a leader of their own; absent: the drawing says. */
  readonly groups?: GroupRoles | "none";
  readonly faults?: readonly FaultKind[];
  readonly set: Readonly<Partial<Record<ConstantName, number>>>;
  readonly durationUs?: number;
  /** Assumptions to drop, as given. */
  readonly drop: readonly string[];
  readonly asShipped: boolean;
  /** Override files or names of defects, as given. */
  readonly defects: readonly string[];
  /** Absent: random. */
  readonly strategy?: Strategy;
}
