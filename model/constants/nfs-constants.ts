import type { ConstantEntry } from "./constant-entry.ts";

const s = 1_000_000;

function us(value: number, sentence: string, source: string): ConstantEntry {
  return { value, unit: "us", sentence, source };
}

/** Times of NFS servers, of their clients, and of the file system below (facts/ip-nfs.md §4, §6). */
export const nfsConstants = {
  restartGraceUs: us(50 * s, "a lock manager that was restarted is in grace for this long", "fs/lockd/svc.c"),
  keptGraceUs: us(90 * s, "a server that keeps its locks is in grace for this long", "ganesha, Grace_Period"),
  v4GraceUs: us(
    90 * s,
    "clients of NFSv4 may reclaim for this long from a server that was restarted, unless all have done so before",
    "fs/nfsd/nfssvc.c: a lease",
  ),
  graceLongestUs: us(0, "a grace that is lifted by all together ends after this at the latest; 0: never", "our design"),
  lockManagerPauseUs: us(2 * s, "between the stop of a lock manager and its start", "statd-callout"),
  nfsRetryUs: us(1 * s, "a client whose call is not answered sends it again after this", "our choice: TCP is reset"),
  nfsLeaseUs: us(
    60 * s,
    "a client of NFSv4 that is not heard of for this long loses its locks",
    "ganesha, Lease_Lifetime",
  ),
  nfsRenewUs: us(40 * s, "a client of NFSv4 that is idle says that it lives", "fs/nfs/nfs4renewd.c: 2/3 of the lease"),
  gracePollUs: us(5 * s, "a member of a shared grace looks at it again after this", "ganesha, nfs_main.c"),
  holdLongestUs: us(
    0,
    "the file system holds locks of a dead node, or of a lock manager that was shut down, this long; 0: for ever",
    "FSAL_CEPH/main.c: 300 s",
  ),
} as const satisfies Readonly<Record<string, ConstantEntry>>;
