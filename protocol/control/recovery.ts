import { type Layout, padding, struct, u32, u64 } from "../wire/index.ts";

/** Recovery modes: what `GET_RECMODE` answers and `SET_RECMODE` asks for. */
export const recoveryModes = { normal: 0, active: 1 } as const;

/** A database in a recovery: `transactionId` is the generation that the recovery makes. */
export interface DbTransaction {
  readonly dbId: number;
  readonly transactionId: number;
}

/** The layout of a {@link DbTransaction}. */
export const dbTransaction: Layout<DbTransaction> = struct<DbTransaction>({ dbId: u32, transactionId: u32 });

/** A database whose sequence number is asked for. */
export interface SeqNumQuestion {
  readonly dbId: number;
  /** The daemon wants eight bytes; absent when zero. */
  readonly pad?: number;
}

/** The layout of a {@link SeqNumQuestion}. */
export const seqNumQuestion: Layout<SeqNumQuestion> = struct<SeqNumQuestion>({ dbId: u32, pad: padding(4) });

/** Whose records a pull brings, or a push is going to send, by messages. */
export interface Transfer {
  readonly dbId: number;
  /** Only records that this node knows the place of; `0xffffffff`: all. */
  readonly lmaster: number;
  /** The service id of the messages, each with a `RecordBuffer`. */
  readonly srvId: bigint;
}

/** The layout of a {@link Transfer}. */
export const transfer: Layout<Transfer> = struct<Transfer>({ dbId: u32, lmaster: u32, srvId: u64 });

/** The same where the records stand in the answer: of the serial recovery. */
export type SerialPull = Omit<Transfer, "srvId">;

/** The layout of a {@link SerialPull}. */
export const serialPull: Layout<SerialPull> = struct<SerialPull>({ dbId: u32, lmaster: u32 });

/** When a database is frozen, among others: of the serial recovery. */
export interface DbPriority {
  readonly dbId: number;
  /** 1 is frozen first, 3 last. */
  readonly priority: number;
}

/** The layout of a {@link DbPriority}. */
export const dbPriority: Layout<DbPriority> = struct<DbPriority>({ dbId: u32, priority: u32 });
