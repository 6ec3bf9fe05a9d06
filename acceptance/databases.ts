import type { Line, Size } from "./line.ts";
import { bigCampaign, campaign, campaignExit, foundWithout } from "./steps/index.ts";

/** Issue "Database freeze and recovery, serial and parallel; record migration; no deadlock". */
export const lines: readonly Line[] = [
  {
    name: "the deadlock of the serial recovery, and nothing else",
    run: (size: Size) =>
      campaignExit(
        {
          args: ["--seed", "deadlock", "--recovery", "serial"],
          runs: 500,
          code: 3,
          property: "no-deadlock",
          only: true,
        },
        size,
      ),
  },
  { name: "the same seeds in parallel", run: (size: Size) => campaign(["--seed", "deadlock"], 500, size) },
  foundWithout("6.1 a commit lost at a heal", "commits-survive", "absent-nodes-break-no-tie"),
  foundWithout("6.2 a commit that was told done and is nowhere", "commits-survive", "commit-is-told-by-status"),
  foundWithout("a commit that passes over a node", "commits-survive", "no-member-is-passed-over"),
  foundWithout("addresses kept in recovery mode", "addresses-dropped-in-time", "drop-timer-comes-with-the-mode"),
  foundWithout("a client whose wait keeps its node banned", "no-deadlock", "served-bans-end"),
  // A client that commits again until it is confirmed gives the others what late children wrote: nobody is told too much.
  foundWithout(
    "6.3 a commit beside a recovery",
    "commits-are-whole",
    "write-children-end-at-freeze",
    "commit-is-told-by-status",
  ),
  foundWithout("6.4 two dmasters in one generation", "one-dmaster", "thawed-databases-are-not-retried"),
  foundWithout("6.5 a deleted record comes back", "deleted-stays-deleted", "deleted-records-are-pushed"),
  foundWithout(
    "6.6 a lock helper dies and its daemon crashes",
    "daemons-exit-for-a-reason",
    "lock-helpers-of-databases-live",
  ),
  foundWithout("6.7 and P7, a call lost with a connection", "calls-are-answered", "reconnected-peers-ask-for-recovery"),
  foundWithout("6.8 a call lost with a node outside the map", "calls-are-answered", "lost-nodes-are-recovered"),
  foundWithout("6.9 an older value beats a newer one", "written-values-last", "absent-nodes-do-not-count"),
  foundWithout("a call that ends in an error nobody is told of", "calls-are-answered", "errors-reach-their-client"),
  foundWithout("a record forgotten behind a cut", "deleted-stays-deleted", "vacuum-asks-the-whole-map"),
  foundWithout("a copy that a dmaster gave itself", "reads-are-current", "dmasters-take-no-copy"),
  foundWithout("a node left behind that calls copies back", "written-values-last", "revokes-keep-to-their-generation"),
  foundWithout("a copy to read that is kept in a recovery", "no-deadlock", "recovered-copies-are-called-back"),
  foundWithout("P1 a transaction under a lock", "no-deadlock", "no-transaction-under-a-lock"),
  foundWithout("P2 an attach under a lock", "no-deadlock", "no-attach-under-a-lock"),
  foundWithout("P3 a record held for long", "recovered-after-heal", "records-are-held-briefly"),
  foundWithout("P4 opposite orders", "no-deadlock", "records-are-locked-in-order"),
  foundWithout("P5 two records of a database", "no-deadlock", "one-record-of-a-database"),
  foundWithout("P6 a daemon that blocks itself", "members-share-generation", "daemons-do-not-wait"),
  foundWithout("P8 a recovery that fails again and again", "recoveries-are-rare", "controls-of-databases-fail-seldom"),
  foundWithout("a client waits for a database that was given up", "no-deadlock", "failed-databases-end-their-recovery"),
  foundWithout("a record born twice while the map changes", "one-dmaster", "records-are-born-under-their-map"),
  // What it freezes in normal mode is recovered anew, and what it has left behind with it.
  foundWithout(
    "the helper of a former leader",
    "calls-are-answered",
    "recoveries-heed-the-map",
    "frozen-nodes-ask-for-recovery",
  ),
  foundWithout("a database frozen after the recovery", "normal-means-open", "frozen-nodes-ask-for-recovery"),
  foundWithout("databases frozen for good", "normal-means-open", "generations-are-checked-last"),
  { name: "20,000 parallel seeds", run: (size: Size) => bigCampaign(size) },
];
