import { bool, choice, list, nothing, opaque, struct, text, u32, u64 } from "../xdr/index.ts";
import { lockOwner, stateId } from "./parts.ts";

/** Names a file. */
export const fileHandle = opaque(128);

const attributes = struct({ bitmap: list(u32, 8), values: opaque(1_024) });
/** 0: the file must be there; 1: it is made, 0 = unless it is there. */
export const openHow = choice({ 0: nothing, 1: choice({ 0: attributes }) });

/** 0: a new open of the name; 1: one had before the server restarted, with no delegation. */
export const openClaim = choice({ 0: text(255), 1: u32 });

/** What an open gives besides: 0: nothing; 3: nothing, and why. */
export const delegation = choice({
  0: nothing,
  3: choice({ 0: nothing, 1: bool, 2: bool, 3: nothing, 4: nothing, 5: nothing, 6: nothing, 7: nothing, 8: nothing }),
});

/** 1: who locks for the first time; 0: who has locked before. */
export const locker = choice({
  0: struct({ stateId, seqid: u32 }),
  1: struct({ openSeqid: u32, openStateId: stateId, lockSeqid: u32, owner: lockOwner }),
});

/** The lock that stands in the way. */
export const denial = struct({ offset: u64, length: u64, type: u32, owner: lockOwner });
