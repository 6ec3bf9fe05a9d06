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
  /** What is on the disk, where that lies; null: what is in the file. */
  durable: Map<string, RecordCopy> | null;
  isCorrupt: boolean;
  readonly chains: Map<string, Process>;
  whole: Process | null;
  line: Waiter[];
}

/** A file that nobody has opened yet. */
export function newDatabaseFile(): DatabaseFile {
  return {
    copies: new Map(),
    before: null,
    isSynced: false,
    durable: null,
    isCorrupt: false,
    chains: new Map(),
    whole: null,
    line: [],
  };
}

/** Puts a copy into a file; null removes the one that is there. */
export function store(file: DatabaseFile, key: string, copy: RecordCopy | null): void {
  if (copy === null) file.copies.delete(key);
  else file.copies.set(key, copy);
}

/** The disk takes nothing for good from now on, or again all that it was given. */
export function lie(file: DatabaseFile, isOn: boolean): void {
  file.durable = isOn ? (file.durable ?? new Map(file.before ?? file.copies)) : null;
}

/** The power is gone: what is on the disk is what is in the file. */
export function cutPower(file: DatabaseFile): void {
  if (file.durable === null) return;
  file.copies = new Map(file.durable);
  file.before = null;
}

/** Somebody has moved a damaged file away: there is an empty one, unless a daemon has opened it before. */
export function mend(file: DatabaseFile, isOpen: boolean): void {
  if (!file.isCorrupt) return;
  file.isCorrupt = false;
  if (isOpen) return;
  file.copies.clear();
  file.before = null;
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
    // A volatile file is made anew, whatever has become of it.
    file.isCorrupt &&= call.isKept;
  }
}
