import { drawChance, drawOneOf } from "../choices/index.ts";
import { nobodyCapable, outsideTheMap, passedBy, unmissed } from "./capability-cases.ts";
import type { CaseSetting, DatabaseCase } from "./case-setting.ts";
import { connectedApart } from "./connection-cases.ts";
import {
  bannedWhileLocking,
  failsForEver,
  frozenTooLate,
  heardOfLate,
  heldLong,
  killedLockHelper,
  lockedBackwards,
  locksAndAttaches,
  overtakenWhileProbing,
  twoOfOne,
  waitingDaemon,
  waitsForFailed,
} from "./hanging-cases.ts";
import { backFromAway, bornTwice, formerLeader, halfCommitted, lostCall, retriedAfterThaw } from "./loss-cases.ts";
import { copyOfItsOwn, forgottenBehindACut, readInRecovery, revokedFromOutside } from "./record-cases.ts";
import {
  beganTooLate,
  cutOffCommit,
  endedTooEarly,
  keptAddresses,
  locksAndTransacts,
  passedOver,
  powerCut,
  takenForItsOwn,
} from "./transaction-cases.ts";

type DrawCase = (setting: CaseSetting) => DatabaseCase;

const L = "database-case";

const caseOf: Readonly<Record<string, DrawCase>> = {
  "records-are-held-briefly": heldLong,
  "records-are-locked-in-order": lockedBackwards,
  "one-record-of-a-database": twoOfOne,
  "lock-helpers-of-databases-live": killedLockHelper,
  "controls-of-databases-fail-seldom": failsForEver,
  "daemons-do-not-wait": waitingDaemon,
  "thawed-databases-are-not-retried": retriedAfterThaw,
  "deleted-records-are-pushed": halfCommitted,
  "absent-nodes-do-not-count": backFromAway,
  "records-are-born-under-their-map": bornTwice,
  "recoveries-heed-the-map": formerLeader,
  "reconnected-peers-ask-for-recovery": lostCall,
  "errors-reach-their-client": heardOfLate,
  "no-attach-under-a-lock": locksAndAttaches,
  "no-transaction-under-a-lock": locksAndTransacts,
  "absent-nodes-break-no-tie": cutOffCommit,
  "commit-is-told-by-status": takenForItsOwn,
  "no-member-is-passed-over": passedOver,
  "drop-timer-comes-with-the-mode": keptAddresses,
  "write-children-end-at-freeze": beganTooLate,
  "recoveries-end-older-commits": endedTooEarly,
  "disks-keep-what-they-flush": powerCut,
  "lost-nodes-are-recovered": unmissed,
  "leader-counts-as-lmaster": nobodyCapable,
  "only-lmasters-belong-in-the-map": outsideTheMap,
  "commits-reach-every-active-node": passedBy,
  "failed-databases-end-their-recovery": waitsForFailed,
  "vacuum-asks-the-whole-map": forgottenBehindACut,
  "connections-are-known": connectedApart,
  "revokes-keep-to-their-generation": revokedFromOutside,
  "recovered-copies-are-called-back": readInRecovery,
  "dmasters-take-no-copy": copyOfItsOwn,
  "served-bans-end": bannedWhileLocking,
  "frozen-nodes-ask-for-recovery": frozenTooLate,
  "generations-are-checked-last": overtakenWhileProbing,
};

/** Draws, for about half of the runs, the case of one of the assumptions about databases that were dropped. */
export function drawDatabaseCase(dropped: readonly string[], setting: CaseSetting): DatabaseCase | undefined {
  const possible = dropped.filter((name) => caseOf[name] !== undefined);
  if (possible.length === 0 || setting.nodes < 2 || !drawChance(setting.choices, L, 3, 4)) return undefined;
  return caseOf[drawOneOf(setting.choices, L, possible)]?.(setting);
}
