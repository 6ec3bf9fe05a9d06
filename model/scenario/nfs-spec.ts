import type { LockProtocol, LockWay } from "../effect/index.ts";
import type { GraceName, RecordKeeping } from "../words/index.ts";
import type { Range } from "./range.ts";

/** Somebody who locks a file of the cluster file system: a client of NFS, or smbd or a local process of a node. */
export interface LockUser {
  readonly way: LockWay;
  readonly file: string;
  /** It asks for the first time then. */
  readonly atUs: number;
  /** It holds the lock for so long; absent: for ever. */
  readonly holdUs?: Range;
  /** It asks again after so long. */
  readonly pauseUs: Range;
  /** It reclaims so long after it was told that its server has restarted. */
  readonly reclaimUs: Range;
  /** It takes no notice of any notification. */
  readonly isDeaf?: boolean;
  /**
   * It decides itself to go on through another address from then on; only with NFSv4. What it holds it reclaims there
   * (facts/ip-nfs.md §5.4).
   */
  readonly goesTo?: { readonly address: string; readonly atUs: number };
  /** How it locks by an address; absent: NLM, but NFSv4 at members of a shared grace, who know no other. */
  readonly protocol?: LockProtocol;
}

/** What is served by NFS, and who locks files. */
export interface NfsSpec {
  readonly grace: GraceName;
  /** Where statd's records are kept. */
  readonly records: RecordKeeping;
  /** The file system gives up the locks of a node that is gone, or stands still, after so long; not where it holds them. */
  readonly dropUs: Range;
  /**
   * The address that each of these files is exported by: by another one nobody may lock it; absent: by any
   * (facts/ip-nfs.md §5.4). Servers of one address each know nothing of it.
   */
  readonly exports?: Readonly<Record<string, string>>;
  /** A lock that stands open to others for longer than this fails the run; absent: none does for that alone. */
  readonly maxWindowUs?: number;
  /** Who locks files: client 0, 1 … */
  readonly users: readonly LockUser[];
}
