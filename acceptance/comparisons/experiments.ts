/** One comparison: its options, and what it is meant to show. */
export interface Experiment {
  readonly name: string;
  readonly title: string;
  /** Options of `compare` but for runs and seed. */
  readonly options: readonly string[];
}

const helpers = "fcntl,etcd-ttl,etcd-put-fixed,plugin";
const leases = "fcntl,etcd-ttl,plugin";

const scenario = (name: string, title: string, file: string, locks: string): Experiment => ({
  name,
  title,
  options: ["--lock", locks, "--scenario", file, "--ctdb", "head"],
});

/** What the two questions are answered by. The scenarios drop all assumptions: these are the designs as shipped. */
export const experiments: readonly Experiment[] = [
  scenario("kill-recoverd", "The leader's recovery daemon is killed", "kill9-recoverd-leader.fcntl", helpers),
  scenario("kill-ctdbd", "The leader's main daemon is killed", "kill9-ctdbd-leader.fcntl", helpers),
  scenario("power-off", "The leader's host is switched off", "poweroff-leader.fcntl", leases),
  scenario("short-pause", "The leader's host stands still for 3 s", "pause-node-leader-3s.fcntl", leases),
  scenario("long-pause", "The leader's host stands still for 60 s", "pause-node-leader-60s.fcntl", leases),
  scenario("cut-off", "The leader reaches no other node for 150 s", "partition-leader-alone-150s.fcntl", leases),
  scenario(
    "keeper-away",
    "The leader cannot reach the lock's keeper for 90 s: its file system hangs, or the service is cut off",
    "etcd-cut-leader-from-etcd-90s.etcd",
    leases,
  ),
  {
    name: "random",
    title: "Whatever random plans do to all alike, with every assumption in force",
    options: ["--lock", leases],
  },
];
