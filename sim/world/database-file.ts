import type { FileCall, RecordCopy } from "../../model/index.ts";
import type { Activation } from "./fibers.ts";
import type { Process } from "./process.ts";

/** Somebody in line for a record's chain, or for the whole file. */
export interface Waiter {
  readonly process: Process;
  readonly activation: Activation;
  /** Null: the whole file. */
  readonly key: string | null;
  /** Files it locks after this one. */
  readonly next: readonly string[];
}

/** One database file of one host, with its locks. */
export interface DatabaseFile {
  copies: Map<string, RecordCopy>;
  /** What stands in it until the open transaction is committed; null: none is open. */
  before: Map<string, RecordCopy> | null;
  isSynced: boolean;
  readonly chains: Map<string, Process>;
  whole: Process | null;
  line: Waiter[];
}

/** A file that nobody has opened yet. */
export function newDatabaseFile(): DatabaseFile {
  return { copies: new Map(), before: null, isSynced: false, chains: new Map(), whole: null, line: [] };
}

/** Puts a copy into a file; null removes the one that is there. */
export function store(file: DatabaseFile, key: string, copy: RecordCopy | null): void {
  if (copy === null) file.copies.delete(key);
  else file.copies.set(key, copy);
}

/** Undoes what an open transaction has done. */
export function cancel(file: DatabaseFile): void {
  if (file.before === null) return;
  file.copies = file.before;
  file.before = null;
}

/** Does what is done at once, and has no result. */
export function change(
  file: DatabaseFile,
  call: Extract<FileCall, { op: "begin" | "wipe" | "put" | "cancel" | "open" }>,
): void {
  if (call.op === "begin") {
    cancel(file);
    file.before = new Map(file.copies);
  } else if (call.op === "wipe") file.copies.clear();
  else if (call.op === "put") for (const [key, copy] of Object.entries(call.copies)) file.copies.set(key, copy);
  else if (call.op === "cancel") cancel(file);
  else {
    cancel(file);
    file.isSynced = call.isKept;
    if (!call.isKept) file.copies.clear();
  }
}
