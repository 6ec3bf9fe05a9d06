import { bool, constant, fixed, list, nothing, opaque, struct, text, u32, u64 } from "../xdr/index.ts";
import { delegation, denial, fileHandle, locker, openClaim, openHow } from "./lock-parts.ts";
import { channel, clientOwner, implementation, lockOwner, sessionId, stateId } from "./parts.ts";

/**
 * The operations that a client needs which opens, locks and writes a file (RFC 8881, section 18; RFC 5662): what each
 * takes, what it gives if its status is 0, and what follows other statuses.
 */
export const operations = {
  GETFH: { number: 10, args: nothing, result: fileHandle },
  LOCK: {
    number: 12,
    args: struct({ type: u32, reclaim: bool, offset: u64, length: u64, locker }),
    result: stateId,
    /** What stands in the way. */
    others: { 10010: denial },
  },
  LOCKU: {
    number: 14,
    args: struct({ type: u32, seqid: u32, stateId, offset: u64, length: u64 }),
    result: stateId,
  },
  LOOKUP: { number: 15, args: text(255), result: nothing },
  OPEN: {
    number: 18,
    args: struct({ seqid: u32, access: u32, deny: u32, owner: lockOwner, how: openHow, claim: openClaim }),
    result: struct({
      stateId,
      change: struct({ atomic: bool, before: u64, after: u64 }),
      flags: u32,
      attributes: list(u32, 8),
      delegation,
    }),
  },
  PUTFH: { number: 22, args: fileHandle, result: nothing },
  PUTROOTFH: { number: 24, args: nothing, result: nothing },
  WRITE: {
    number: 38,
    args: struct({ stateId, offset: u64, stable: u32, data: opaque(65_536) }),
    result: struct({ count: u32, committed: u32, verifier: fixed(8) }),
  },
  EXCHANGE_ID: {
    number: 42,
    args: struct({ owner: clientOwner, flags: u32, protection: constant(0), implementation: list(implementation, 1) }),
    result: struct({
      clientId: u64,
      sequence: u32,
      flags: u32,
      protection: constant(0),
      serverOwner: struct({ minor: u64, major: opaque(1_024) }),
      scope: opaque(1_024),
      implementation: list(implementation, 1),
    }),
  },
  CREATE_SESSION: {
    number: 43,
    args: struct({
      clientId: u64,
      sequence: u32,
      flags: u32,
      fore: channel,
      back: channel,
      callbackProgram: u32,
      /** How callbacks are secured: flavors without a body, AUTH_NONE. */
      callbackSecurity: list(constant(0), 4),
    }),
    result: struct({ sessionId, sequence: u32, flags: u32, fore: channel, back: channel }),
  },
  SEQUENCE: {
    number: 53,
    args: struct({ sessionId, sequence: u32, slot: u32, highestSlot: u32, cache: bool }),
    result: struct({ sessionId, sequence: u32, slot: u32, highestSlot: u32, target: u32, flags: u32 }),
  },
  RECLAIM_COMPLETE: { number: 58, args: bool, result: nothing },
} as const;

/** The name of an operation. */
export type OperationName = keyof typeof operations;
