/** Entries of the two areas that have no measured override file, and why. */
export const inexpressible: readonly (readonly [id: string, why: string])[] = [
  [
    "ZOO-E16",
    "zoo-e16.ts: at HEAD nobody leads during a race; in 4.3 a node that cannot take the lock bans itself by design, so the ban it brings about is no defect to be told apart",
  ],
  [
    "ZOO-E22",
    "zoo-e22.ts: the takeover run comes at most one pass earlier than it may; that is within what a leader may still do after its loss (W)",
  ],
  ["ZOO-E25", "CTDB as shipped, no override: `run --lock none --drop-assumption election-follows-unknown` (F2)"],
  ["ZOO-M20", "expiry is the lock service's own here; no contender judges a holder's lease by a time of its own"],
  [
    "ZOO-M22",
    "zoo-m22.ts: measured behind a file; through a pipe the shipped helper ends when nobody reads what it says, and random runs find the override rarely: once in 150 runs of seed m with etcd-ttl, by no-orphan-helper; not measured over campaigns",
  ],
  [
    "ZOO-M26",
    "done by the service, no override (fault `lease-ends-early`, with `--drop-assumption lock-object-stays`): the holder notices at its next renewal, which is within every bound",
  ],
];
