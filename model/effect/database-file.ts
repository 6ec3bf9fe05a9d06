import type { RecordCopy } from "../database/index.ts";

/** Copies of records by their keys. */
export type Copies = Readonly<Record<string, RecordCopy>>;

/**
 * What a process does with a database file of its host. All but `lock`, `lock-all`, `commit`, `turn` and `write` are
 * done at once; the frame's `file` tells the result.
 */
export type FileCall =
  /** Lock the chain of a record, in line behind whoever waits for it or for the whole file. */
  | { readonly op: "lock"; readonly db: string; readonly key: string }
  /** The same if it is free now. */
  | { readonly op: "try-lock"; readonly db: string; readonly key: string }
  | { readonly op: "unlock"; readonly db: string; readonly key: string }
  /** Lock whole files, one after another: who locks a record from now on waits behind. */
  | { readonly op: "lock-all"; readonly dbs: readonly string[] }
  | { readonly op: "unlock-all" }
  /** The frame's `record`: the copy that is there. */
  | { readonly op: "fetch"; readonly db: string; readonly key: string }
  /** Null removes the copy. */
  | { readonly op: "store"; readonly db: string; readonly key: string; readonly copy: RecordCopy | null }
  /** The result's `copies`: all of them. */
  | { readonly op: "read"; readonly db: string }
  /** A transaction over the file, of a recovery. */
  | { readonly op: "begin"; readonly db: string }
  | { readonly op: "wipe"; readonly db: string }
  | { readonly op: "put"; readonly db: string; readonly copies: Copies }
  | { readonly op: "commit"; readonly db: string }
  | { readonly op: "cancel"; readonly db: string }
  /** Wait until nobody else's transaction over a file of this host is open. */
  | { readonly op: "turn" }
  /** Records, all at once, when they are on the disk. */
  | { readonly op: "write"; readonly db: string; readonly copies: Copies }
  /** Are those files what they should be? */
  | { readonly op: "check"; readonly dbs: readonly string[] }
  /** A daemon that starts opens its files: volatile and replicated ones are emptied. */
  | { readonly op: "open"; readonly db: string; readonly isKept: boolean };

/** What came of it. */
export interface FileResult {
  readonly ok: boolean;
  readonly copies?: Copies;
}
