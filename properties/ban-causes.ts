import { type ObservationOf, type TraceEvent, versionOn } from "../model/index.ts";
import type { Assigned } from "./addresses/index.ts";
import type { BanHistory } from "./ban-history.ts";
import { creditsMax } from "./bounds.ts";
import type { DatabaseTrouble } from "./databases/index.ts";
import type { LateEvents } from "./late-events.ts";
import type { Picture } from "./picture/index.ts";
import type { Setting } from "./property.ts";

/** A ban and everything it is judged by. */
export interface BanCase {
  readonly event: ObservationOf<"banned"> & TraceEvent;
  readonly history: BanHistory;
  readonly databases: DatabaseTrouble;
  readonly late: LateEvents;
  readonly assigned: Assigned;
  readonly picture: Picture;
  readonly setting: Setting;
}

/** What a ban of one reason needs. */
export interface BanCause {
  isGiven(ban: BanCase): boolean;
  /** The sentence for when it is not given. */
  readonly lack: string;
}

/** In 4.3 a leader that cannot take the lock in its recovery bans itself: so it was meant (facts/leadership.md §5, O8). */
function isOldWay({ event, history, setting }: BanCase): boolean {
  const sinceUs = event.atUs - setting.constants.recoverTimeoutUs;
  return versionOn(setting.ctdb, event.host) === "4.3" && history.wasRefusedLock(event.host, sinceUs);
}

/** Every reason a ban may name (facts/leadership.md §1.7). */
export const causes: Readonly<Record<string, BanCause>> = {
  admin: {
    isGiven: ({ event, history }) => history.wasAsked(event.host),
    lack: "No administrator had asked for it.",
  },
  "no-lock": {
    isGiven(ban) {
      const { event, history, setting } = ban;
      return (
        event.by === event.host && (history.hasLedAsHolder(event.host, event.atUs, setting.constants) || isOldWay(ban))
      );
    },
    lack: "It had not led all the time since it held the cluster lock, or had released the lock itself: somebody else made it believe to lead.",
  },
  credits: {
    isGiven: ({ event, history, late, picture, setting }) => {
      const { isOpen, lastUs } = picture.disturbances;
      return history.creditsOf(event.by, event.host).some(({ total, firstUs, hasFailedRun, clearedUs }) => {
        const sinceUs = firstUs - setting.constants.recoveryGracePeriodUs;
        const disturbed = isOpen || (lastUs >= 0 && lastUs >= sinceUs) || (hasFailedRun && late.isSince(sinceUs));
        // The ban is waited for, and a completed recovery clears the credits: a late control comes after both.
        const stand = clearedUs < 0 || event.atUs - clearedUs <= 2 * setting.constants.recoverTimeoutUs;
        return stand && total >= creditsMax(setting) && disturbed;
      });
    },
    lack: "Too few faults were counted against it, or nothing had happened to the cluster since one grace period before the first, and no takeover run had failed of an event that was late.",
  },
  // The node finds an address on its interface that was another node's in its eyes (facts/ip-nfs.md §1.5).
  "rogue-address": {
    isGiven: ({ event: { by, host }, assigned, picture }) =>
      by === host && [...(picture.hosts[host]?.addresses.keys() ?? [])].some((one) => !assigned.has(host, one)),
    lack: "It had no public address on an interface but those that it took for its own.",
  },
  // A ban that ends is renewed while databases are at work (facts/leadership.md §1.3).
  self: {
    isGiven: ({ event, history, picture }) => {
      const { host, by, atUs } = event;
      const isAtWork =
        history.hasThawedInBan(host) || picture.freezes.inLine("").some((freeze) => freeze.host === host);
      return by === host && history.hasServedBan(host, atUs) && isAtWork;
    },
    lack: "No ban had just ended there, or its databases had been frozen all the time.",
  },
  helper: {
    isGiven: ({ event, history, setting }) =>
      history.wasInTrouble(event.by, event.host, event.atUs - 3 * setting.constants.recoverTimeoutUs),
    lack: "No control had failed there in the three attempts before, and it had been reachable all the time.",
  },
  // The helper itself bans who failed most often, once a database could not be recovered (facts/recovery.md §2.3, step 12).
  // One connection that was down for a second can make three failures, and its node is banned although it is back.
  "database recovery failed": {
    isGiven: ({ event, history, databases, setting }) => {
      const { atUs, by, host } = event;
      const sinceUs = atUs - (setting.constants.databaseAttempts + 1) * setting.constants.recoverTimeoutUs;
      return (
        databases.hasTriedAll(by) && (databases.wasSlow(host, sinceUs, atUs) || history.wasInTrouble(by, host, sinceUs))
      );
    },
    lack: "No database was tried for the last time there, or fewer attempts had failed than lead to a ban, or no freeze was slow on the banned node, no control had failed and it had been reachable all the time.",
  },
};
