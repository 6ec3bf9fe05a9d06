import { type Comparison, durationText } from "../../reports/index.ts";

/** Gives the comparison of an experiment. */
export type Results = (experiment: string) => Comparison;

/** A sentence of the answer, and whether the numbers bear it out. */
export interface Claim {
  readonly question: "plug-in" | "lease";
  readonly text: (of: Results) => string;
  readonly holds: (of: Results) => boolean;
}

const deaths = ["kill-recoverd", "kill-ctdbd"] as const;
const helpers = ["fcntl", "etcd-ttl", "etcd-put-fixed"] as const;
const s = 1_000_000;

function number(comparison: Comparison, lock: string, name: string, which: "median" | "p95" | "max"): number {
  const value = comparison.designs.find((design) => design.lock === lock)?.measures[name]?.[which];
  if (value === undefined) throw new Error(`no ${name} of ${lock} in ${comparison.reproduce}`);
  return value;
}

function time(us: number): string {
  return durationText(Math.round(us / 100_000) * 100_000);
}

/** How many runs of a design violate a property. */
function violations(comparison: Comparison, lock: string): string {
  const found = comparison.designs.find((design) => design.lock === lock)?.violations ?? [];
  return found.map(({ property, runs }) => `\`${property}\` in ${runs} of ${comparison.runs}`).join(" and ");
}

function runsAbove(comparison: Comparison, lock: string, name: string): number {
  const values = comparison.designs.find((design) => design.lock === lock)?.measures[name]?.values ?? [];
  return values.filter((value) => value > 0).length;
}

/** The answers, in the order they are told. */
export const claims: readonly Claim[] = [
  {
    question: "plug-in",
    holds: (of) =>
      deaths.every(
        (name) =>
          number(of(name), "plugin", "orphanHelperLongestUs", "max") === 0 &&
          helpers.every((lock) => number(of(name), lock, "orphanHelperLongestUs", "max") > 1 * s),
      ),
    text: (of) => {
      const longest = helpers.map(
        (lock) => `${time(number(of("kill-recoverd"), lock, "orphanHelperLongestUs", "max"))} (\`${lock}\`)`,
      );
      return `**No orphan is left.** The plug-in's thread dies with its daemon; a helper lives on until it looks for its parent, up to ${longest.join(", ")}.`;
    },
  },
  {
    question: "plug-in",
    holds: (of) =>
      deaths.every((name) =>
        (["fcntl", "etcd-ttl", "etcd-put-fixed"] as const).every(
          (lock) =>
            number(of(name), "plugin", "deadHoldLongestUs", "median") >
            number(of(name), lock, "deadHoldLongestUs", "median"),
        ),
      ),
    text: (of) => {
      const held = (lock: string): string => time(number(of("kill-recoverd"), lock, "deadHoldLongestUs", "median"));
      return `**But the lock is free later, not sooner.** An orphaned helper gives the lock back as soon as it finds its parent gone (median ${held("fcntl")} with \`fcntl\`, ${held("etcd-ttl")} with \`etcd-ttl\`, ${held("etcd-put-fixed")} with \`etcd-put-fixed\`); what the dead plug-in held stays taken for the rest of its TTL (median ${held("plugin")}). Nobody is left to give it back.`;
    },
  },
  {
    question: "plug-in",
    holds: (of) =>
      deaths.every(
        (name) =>
          number(of(name), "plugin", "failOverLongestUs", "p95") >
            number(of(name), "etcd-put-fixed", "failOverLongestUs", "p95") + 2 * s &&
          number(of(name), "plugin", "beliefOverlapUs", "max") === 0 &&
          helpers.every((lock) => number(of(name), lock, "beliefOverlapUs", "max") === 0),
      ),
    text: (of) => {
      const lead = (lock: string, which: "median" | "p95"): string =>
        time(number(of("kill-recoverd"), lock, "failOverLongestUs", which));
      return `**Fail-over is no faster.** Followers notice a silent leader after 5 s; a lease that still runs then makes their first election fail, and they wait once more. To the next leader: median ${lead("plugin", "median")}, 95 % within ${lead("plugin", "p95")} with the plug-in; ${lead("etcd-put-fixed", "median")} and ${lead("etcd-put-fixed", "p95")} with the same lease behind a helper. Two leaders at once were seen with none of them: an orphan's lock excludes others, it does not act.`;
    },
  },
  {
    question: "lease",
    holds: (of) =>
      Math.abs(
        number(of("power-off"), "etcd-ttl", "failOverLongestUs", "median") -
          number(of("power-off"), "fcntl", "failOverLongestUs", "median"),
      ) <
        1 * s &&
      number(of("power-off"), "etcd-ttl", "deadHoldLongestUs", "max") <
        number(of("power-off"), "fcntl", "failOverLongestUs", "median"),
    text: (of) => {
      const lead = (lock: string): string => time(number(of("power-off"), lock, "failOverLongestUs", "median"));
      return `**Nothing after a power failure.** The others need ${lead("fcntl")} (median) to count a silent host as dead; by then the lease has run out (at most ${time(number(of("power-off"), "etcd-ttl", "deadHoldLongestUs", "max"))} with \`etcd-ttl\`). \`etcd-ttl\` takes ${lead("etcd-ttl")}, \`plugin\` ${lead("plugin")}. That assumes a file system that recovers a dead client's locks at once (\`storage.lockRecoveryUs\` = 0), as here; one that takes its time has that on top with \`fcntl\`.`;
    },
  },
  {
    question: "lease",
    holds: (of) =>
      number(of("long-pause"), "fcntl", "unledUs", "median") >
        number(of("long-pause"), "etcd-ttl", "unledUs", "median") + 10 * s &&
      number(of("long-pause"), "fcntl", "beliefOverlapUs", "max") === 0 &&
      number(of("long-pause"), "etcd-ttl", "beliefOverlapUs", "median") > 0,
    text: (of) => {
      const of60 = of("long-pause");
      const unled = (lock: string): string => time(number(of60, lock, "unledUs", "median"));
      const stale = runsAbove(of60, "etcd-ttl", "staleActs");
      return `**A long pause of the leader is where they part.** With \`fcntl\`, on a file system that never expels a client that stands still (\`storage.expelPausedUs\` = 0, as here), the sleeper keeps the lock: nobody leads for all of its ${unled("fcntl")}, and nobody ever disagrees. A lease runs out and somebody else takes over after ${unled("etcd-ttl")}; the price is a sleeper that still believes to lead when it wakes (two believe to lead for ${time(number(of60, "etcd-ttl", "beliefOverlapUs", "median"))}, most of it while it stands still), and whose late acts were obeyed in ${stale} of ${of60.runs} runs. A file system that expels such a client frees its lock as a lease does: then \`fcntl\` has two believers too (not measured here).`;
    },
  },
  {
    question: "lease",
    holds: (of) =>
      runsAbove(of("short-pause"), "fcntl", "failOvers") === 0 &&
      runsAbove(of("short-pause"), "etcd-ttl", "failOvers") === 0 &&
      runsAbove(of("short-pause"), "plugin", "failOverRecoveredLongestUs") > 0,
    text: (of) => {
      const short = of("short-pause");
      return `**A short TTL takes pauses for deaths.** After 3 s of standing still nobody lost anything with \`fcntl\`, nor with the 9 s of \`etcd-ttl\`; with the 5 s of \`plugin\` the leadership was interrupted in ${runsAbove(short, "plugin", "failOverRecoveredLongestUs")} of ${short.runs} runs.`;
    },
  },
  {
    question: "lease",
    holds: (of) =>
      (["fcntl", "etcd-ttl", "plugin"] as const).every(
        (lock) => number(of("cut-off"), lock, "unledUs", "median") >= 149 * s,
      ),
    text: (of) =>
      `**No design helps against a leader that is cut off from its peers and not from the keeper.** It goes on renewing, and the others are without a leader for as long as that lasts: median ${time(number(of("cut-off"), "fcntl", "unledUs", "median"))} with \`fcntl\`, ${time(number(of("cut-off"), "etcd-ttl", "unledUs", "median"))} with \`etcd-ttl\`, ${time(number(of("cut-off"), "plugin", "unledUs", "median"))} with \`plugin\`.`,
  },
  {
    question: "lease",
    holds: (of) =>
      violations(of("keeper-away"), "fcntl") === "" &&
      violations(of("keeper-away"), "etcd-ttl").includes("lost-lock-is-noticed"),
    text: (of) =>
      `**The service becomes part of what must work.** While the leader cannot reach it for 90 s, \`fcntl\`'s lock stays where it is; the lease runs out. As shipped, \`etcd-ttl\` does not notice: ${violations(of("keeper-away"), "etcd-ttl")}. The two are not the same hurt: the client of a lease is cut off and time runs against it, while a file system that hangs answers late, loses nothing, recovers dead clients' locks at once and expels nobody (\`storage.lockRecoveryUs\` = \`storage.expelPausedUs\` = 0); nor is anything else of a node that the same hanging storage would stop modelled here.`,
  },
  {
    question: "lease",
    holds: (of) =>
      number(of("random"), "etcd-ttl", "lockRequests", "median") >
        number(of("random"), "fcntl", "lockRequests", "median") &&
      number(of("random"), "plugin", "lockRequests", "median") <
        number(of("random"), "fcntl", "lockRequests", "median"),
    text: (of) => {
      const random = of("random");
      const asked = (lock: string): string => String(number(random, lock, "lockRequests", "median"));
      const unled = (lock: string): string => time(number(random, lock, "unledUs", "p95"));
      const both = time(number(random, "plugin", "beliefOverlapUs", "max"));
      return `**Its traffic is small. What it costs under random faults is not measured there: what hurts leases is left out.** A run of random plans asks the keeper ${asked("etcd-ttl")} times (median) with \`etcd-ttl\`, ${asked("plugin")} with \`plugin\`, ${asked("fcntl")} with \`fcntl\`. 95 % of the runs were without a leader for at most ${unled("fcntl")} with \`fcntl\`, ${unled("etcd-ttl")} with \`etcd-ttl\`, ${unled("plugin")} with \`plugin\`; two believed to lead for at most ${both}, with \`plugin\`. A keeper that hangs or is cut off and a long pause are not in these plans, because an assumption of some design rules them out.`;
    },
  },
];
