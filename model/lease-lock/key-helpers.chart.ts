import { keyHelper } from "./key-helper.ts";

const own = "if it still has it itself";

/** The algorithm of the thread of 2016, its two faults included. */
export const put2016Chart = keyHelper({
  lock: "etcd-put-2016",
  id: "put-2016-helper",
  sentence: "a helper after the thread of 2016: put the key, then refresh it, never asking whose it is",
  source: "samba-technical, June 2016, recovery lock helper; facts/leadership.md §6.7",
  takes: "always",
  takeSentence: "put the key, whoever has it (fault one)",
  renews: "present",
  renewSentence: "refresh the key if somebody has it (fault two)",
});

/** The same with its cure. */
export const putFixedChart = keyHelper({
  lock: "etcd-put-fixed",
  id: "put-fixed-helper",
  sentence: "the helper of 2016 cured: create the key only if it is not there, refresh it only if it is one's own",
  source: "facts/leadership.md §6.5 H12, H13; etcd v2 prevExist and prevValue",
  takes: "absent",
  takeSentence: "create the key if nobody has it",
  renews: "own",
  renewSentence: `refresh the key ${own}`,
});

/** The rados helper: requests block its only thread, and a renewal takes a lapsed lock again. */
export const objectHelperChart = keyHelper({
  lock: "object-store",
  id: "object-helper",
  sentence: "the rados lock helper: an exclusive lock with a duration on an object, renewed at half time",
  source: "facts/leadership.md §6.8; utils/ceph/ctdb_mutex_ceph_rados_helper.c",
  takes: "absent",
  takeSentence: "lock the object exclusively",
  renews: "mine",
  renewSentence: "renew the lock; one that has lapsed is taken again if it is free (ZOO-M23)",
});

/** The plugin of the thread of 2016: init, take, release and cleanup inside the daemon, and a thread that renews. */
export const pluginThreadChart = keyHelper({
  lock: "plugin",
  id: "plugin-thread",
  sentence: "the renewing thread of a lock plugin: it stands still and ends with its daemon, nothing outlives it",
  source: "facts/leadership.md §6.5 H6; samba-technical, June 2016: recovery_lock_init, take, release, cleanup",
  takes: "absent",
  takeSentence: "create the key if nobody has it",
  renews: "own",
  renewSentence: `refresh the key ${own}`,
});
