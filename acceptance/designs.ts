import { dear, type Line, type Size } from "./line.ts";
import { campaign, campaignExit, find } from "./steps/index.ts";

const RUNS = 2000;
const WITHIN = 500;

const drop = (name: string): readonly string[] => ["--drop-assumption", name];

/** A campaign that must be silent. */
const silent = (runs: number, ...args: readonly string[]): Line => ({
  name: `silent: ${args.join(" ")}`,
  run: (size: Size) => campaign(["--seed", "silent", ...args], runs, size),
});

/** A campaign that must end with an exit code because of a property. */
const ends = (name: string, code: number, property: string, ...args: readonly string[]): Line => ({
  name: `exit ${code}: ${name}`,
  run: (size: Size) => campaignExit({ args, runs: WITHIN, code, property }, size),
});

/** Something that must be found by random runs; without databases, whose recoveries would cure some of these. */
const found = (name: string, property: string, ...options: readonly string[]): Line => ({
  name: `found: ${name}`,
  run: () => find({ options: [...options, "--databases", "0"], property, seed: "find", runsMax: WITHIN }),
});

const etcd = ["--lock", "etcd-ttl"] as const;

/** Issue "Every lock design, CTDB's own timings, CTDB's own versions", but for what has lists of its own (fidelity, zoo). */
export const lines: readonly Line[] = [
  dear(ends("two acting holders", 1, "acts-only-with-lock", ...etcd, ...drop("pause-shorter-than-ttl"))),
  dear(ends("livelock F6", 3, "leader-after-heal", ...etcd, ...drop("no-residue-on-contention"))),
  silent(1000, ...etcd),
  found("silent re-acquire", "lock-loss-is-reported", ...etcd, ...drop("claim-ends-before-ttl")),
  dear(found("2016, fault one: the first put overwrites a holder", "no-holder-overwritten", "--lock", "etcd-put-2016")),
  dear(found("2016, fault two: a refresh renews another's key", "lost-lock-is-noticed", "--lock", "etcd-put-2016")),
  dear(found("§7.5: a resumed ex-leader completes a recovery", "recovery-by-holder", ...etcd, "--as-shipped")),
  found("a refresher keeps the lock for the dead", "lock-free-after-leave", "--lock", "refresher"),
  ...["etcd-ttl", "etcd-put-fixed", "object-store", "plugin"].map((lock) => silent(RUNS, "--lock", lock)),
  ...["fcntl", "none"].flatMap((lock) =>
    ["head", "4.17", "4.3"].map((ctdb) => silent(RUNS, "--lock", lock, "--ctdb", ctdb)),
  ),
  silent(500, "--split-lock"),
  silent(500, ...etcd, "--split-lock", "--fencing"),
];
