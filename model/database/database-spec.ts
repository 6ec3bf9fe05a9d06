import type { DatabaseKind } from "./database-kind.ts";

/** A clustered database as its clients attach it. */
export interface DatabaseSpec {
  readonly name: string;
  readonly kind: DatabaseKind;
  /**
   * In which round a serial recovery freezes it, 1 to 3: what smbd told its daemon, the place in its lock order
   * (facts/recovery.md §2.5). Absent: 1.
   */
  readonly priority?: 1 | 2 | 3;
  /** Clients attach it while the cluster runs (a volatile one); absent: every node has it from its start. */
  readonly attachedByClients?: true;
  /** Nodes may have copies of its records to read (facts/recovery.md §1.6). Absent: they may not. */
  readonly readOnly?: boolean;
  /** A record that is much asked for stays where it has come for a moment (facts/recovery.md §1.7). Absent: none does. */
  readonly sticky?: boolean;
}
