import { clusterSuite } from "cluster-sim/vitest";

// Ten seeds, each with nodes, latencies and faults of its own. A failure names its seed and the command that repeats it.
clusterSuite({ name: "ten random clusters with a lock file", lock: "fcntl", runs: 10 });
