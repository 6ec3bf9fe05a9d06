/** What `init` writes: a small scenario in which every field is explained. */
export const scenarioTemplate = `// A scenario of cluster-sim. Comments are allowed; all times are whole microseconds (1 s = 1000000).
// Everything but "version" may be left out. Its schema: docs/scenario.schema.json
{
  "version": 1,
  "name": "a pause and a partition",

  // Names the streams of everything that is still drawn (latencies); --seed replaces it.
  "seed": "1",

  // The cluster: nodes 0, 1, 2; "lock" is "fcntl" or "none".
  "nodes": 3,
  "lock": "fcntl",

  // Databases are recovered in "parallel" (since 4.4) or "serial" (up to 4.3), or as between these; or a list, one a node.
  "recovery": "parallel",

  // In the order in which clients may lock records in several of them; "kind" is "volatile",
  // "persistent" or "replicated", "priority" the round (1, 2, 3) in which a serial recovery freezes it;
  // with "attachedByClients": true a volatile one is there when a job has done "attach".
  "databases": [
    { "name": "locking.tdb", "kind": "volatile" },
    { "name": "brlock.tdb", "kind": "volatile", "priority": 2 }
  ],

  // What clients of the nodes do, one thing after another: lock, write, delete, unlock, work, attach, transact.
  "jobs": [
    {
      "atUs": 30000000,
      "node": 0,
      "client": 0,
      "work": [
        { "do": "lock", "db": "locking.tdb", "key": "a file" },
        { "do": "work", "forUs": 2000000 },
        { "do": "lock", "db": "brlock.tdb", "key": "a file" },
        { "do": "write", "db": "brlock.tdb", "key": "a file" }
      ]
    }
  ],

  // Clients that lock files through NFS servers, which public addresses lead to: take the marks away to have them.
  // "cluster-sim graces" lists what "grace" may be; "records" of statd are in a "database", as CTDB has it if
  // nothing is said, or in a "shared-directory"; the file system gives up a dead node's locks after "dropUs".
  // A user without "holdUs" keeps its lock; one with "protocol": "v4" renews a lease, others are notified.
  // "publicAddresses": [{ "address": "10.1.1.1" }, { "address": "10.1.1.2" }],
  // "nfs": {
  //   "grace": "keep-barrier",
  //   "records": "database",
  //   "dropUs": [5000000, 45000000],
  //   "users": [
  //     { "way": { "address": "10.1.1.1" }, "file": "a", "atUs": 25000000, "pauseUs": [50000, 200000], "reclaimUs": [0, 200000] },
  //     { "way": { "address": "10.1.1.2" }, "file": "a", "atUs": 30000000, "holdUs": [1000, 60000], "pauseUs": [50000, 200000], "reclaimUs": [0, 200000], "protocol": "v4" }
  //   ]
  // },

  // The run ends here. A fresh cluster needs about 20 s to settle.
  "durationUs": 240000000,

  // How long things take, as [least, most] microseconds.
  "timing": {
    "networkUs": [200, 2000],
    "localUs": [20, 200],
    "execUs": [2000, 20000],
    "storageUs": [100, 2000],
    "scriptUs": [20000, 500000],
    "bootUs": [0, 2000000]
  },

  // The cluster file system: locks of a dead host are free after lockRecoveryUs; a host that is
  // paused for longer than expelPausedUs loses its locks (0: it keeps them).
  "storage": { "lockRecoveryUs": 0, "expelPausedUs": 0 },

  // Offset of each host's clock at the start.
  "clockOffsetUs": [0, 0, 0],

  // Constants and tunables that differ from what is shipped; "cluster-sim names" lists them.
  "set": { "leaderTimeoutUs": 5000000 },

  // What is done to the cluster; "cluster-sim faults" lists the kinds.
  "faults": [
    // Node 1 stands still for 12 s.
    { "kind": "pause-host", "atUs": 40000000, "host": 1, "forUs": 12000000 },
    // Node 2 hears nobody and nobody hears it, for 10 s.
    {
      "kind": "partition",
      "atUs": 70000000,
      "shape": "isolate",
      "cut": [[2, 0], [2, 1], [0, 2], [1, 2]],
      "forUs": 10000000
    }
  ],

  // Then all faults end and these nodes are made whole: they must agree again in time.
  "heal": { "atUs": 110000000, "core": [0, 1, 2] },

  // Assumptions that shall not be in force; every verdict prints those that are.
  "dropped": []
}
`;
