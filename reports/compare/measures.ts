import { durationText } from "../time-text.ts";

/** A measure that designs are compared by. */
export interface ComparedMeasure {
  readonly name: string;
  /** A few words, for a column. */
  readonly title: string;
  /** What it is, in a sentence. */
  readonly sentence: string;
}

/** What designs are compared by, in the order reported. */
export const comparedMeasures: readonly ComparedMeasure[] = [
  {
    name: "unledUs",
    title: "time without a leader",
    sentence:
      "Time in which no leader is up, active, running and in reach of at least half of the active nodes, from the first leader on.",
  },
  {
    name: "leaderlessUs",
    title: "time nobody believes to lead",
    sentence: "Time in which no active node believes that it leads.",
  },
  {
    name: "failOvers",
    title: "fail-overs",
    sentence: "Losses of a leader that ended with a new claim, or not at all.",
  },
  {
    name: "failOverLongestUs",
    title: "longest fail-over, to a leader",
    sentence: "From the loss of a leader to the next one that can lead; an open one counts up to the end.",
  },
  {
    name: "failOverRecoveredLongestUs",
    title: "longest fail-over, to its recovery",
    sentence:
      "From the loss of a leader until its successor has completed a recovery; an open one counts up to the end.",
  },
  {
    name: "beliefOverlapUs",
    title: "two believe to lead",
    sentence: "Time in which several nodes believe that they lead.",
  },
  {
    name: "staleActs",
    title: "acts of a stale leader",
    sentence: "Controls of a leader that were obeyed although another one had claimed to lead after it.",
  },
  {
    name: "holderOverlapUs",
    title: "two hold the lock",
    sentence: "Time in which several processes hold the lock, as its keeper knows it.",
  },
  {
    name: "orphanHelperLongestUs",
    title: "longest orphan helper",
    sentence: "The longest life of a lock helper after its recovery daemon.",
  },
  {
    name: "deadHoldLongestUs",
    title: "longest lock of the dead",
    sentence: "The longest time that the lock stayed taken after the death of its holder or its daemon.",
  },
  {
    name: "addressFailOverLongestUs",
    title: "longest fail-over of an address",
    sentence:
      "From the loss of a public address, of its host or of its daemon until a node announces it; an open one counts up to the end.",
  },
  {
    name: "doubleHostedLongestUs",
    title: "an address on two nodes",
    sentence: "The longest time in which two nodes whose main daemons run have the same public address.",
  },
  {
    name: "doubleHostedWithDeadLongestUs",
    title: "an address left to the dead",
    sentence:
      "The longest time in which a node has a public address that another one has too, and its main daemon is dead.",
  },
  {
    name: "flagsUncheckedLongestUs",
    title: "flags not looked after because of a takeover run",
    sentence:
      "The longest time, from the beginning of a takeover run on, in which its leader did not compare the nodes' flags.",
  },
  {
    name: "unannouncedLongestUs",
    title: "longest silence of a leader in a takeover run",
    sentence: "The longest time from one announcement of a leader to the next that a takeover run of it fell into.",
  },
  { name: "takeoverRuns", title: "takeover runs", sentence: "Takeover runs that were begun." },
  {
    name: "takeoverRunsFailed",
    title: "takeover runs that failed",
    sentence: "Those of them that failed, were called off, or did not end.",
  },
  {
    name: "takeoverTypicalUs",
    title: "a takeover run",
    sentence: "The length of a takeover run that succeeded: the middle one of a run of the simulator.",
  },
  {
    name: "takeoverLongestUs",
    title: "longest takeover run",
    sentence: "The length of the longest takeover run that succeeded.",
  },
  {
    name: "addressesTaken",
    title: "addresses taken",
    sentence: "How often a node took a public address onto an interface.",
  },
  {
    name: "takeoverPackets",
    title: "packets of takeover runs",
    sentence: "Packets between nodes with the controls of takeover runs, and with their answers.",
  },
  {
    name: "ownerPackets",
    title: "packets about the database of who serves what",
    sentence: "Packets between nodes about the database of who serves which address: writing it, and recovering it.",
  },
  {
    name: "movedClients",
    title: "clients whose address moved",
    sentence: "Connections of clients whose address a node announced that did not have them.",
  },
  {
    name: "untoldClients",
    title: "clients that were not told",
    sentence: "Those of them whose client was not tickled while that node announced the address.",
  },
  {
    name: "registeredLongestUs",
    title: "longest time to register a connection",
    sentence:
      "From the opening of a connection of smbd until its node has it on its list, or every active node in the database.",
  },
  {
    name: "reloads",
    title: "reloads of public addresses",
    sentence: "How often a node was told to reload its public addresses.",
  },
  {
    name: "reloadsFailed",
    title: "reloads that failed",
    sentence: "Those of them that failed, did not begin, or did not end.",
  },
  {
    name: "reloadLongestUs",
    title: "longest reload",
    sentence: "The longest time from the command until a node's daemon knew what its file said.",
  },
  {
    name: "addedLongestUs",
    title: "longest time until an added address is hosted",
    sentence: "From the change of the first file that has it until a node has it.",
  },
  {
    name: "deletedLongestUs",
    title: "longest time until a deleted address is gone",
    sentence: "From the change of the last file that has lost it until no node has it.",
  },
  {
    name: "natgwApartUs",
    title: "nodes disagree on the NAT gateway",
    sentence: "Time in which nodes that are connected act on different NAT gateways.",
  },
  {
    name: "natgwApartLongestUs",
    title: "nodes disagree on the NAT gateway, longest",
    sentence: "The longest time in which nodes that are connected acted on different NAT gateways.",
  },
  {
    name: "natgwDoubledLongestUs",
    title: "two NAT gateways",
    sentence: "The longest time in which two nodes acted as the NAT gateway, connected or not.",
  },
  {
    name: "natgwUnledLongestUs",
    title: "no NAT gateway",
    sentence: "The longest time in which nodes acted on a NAT gateway and none of them as the gateway.",
  },
  {
    name: "lvsApartUs",
    title: "nodes disagree on the balancer of LVS",
    sentence: "Time in which nodes that are connected act on different balancers of LVS.",
  },
  {
    name: "lvsApartLongestUs",
    title: "nodes disagree on the balancer of LVS, longest",
    sentence: "The longest time in which nodes that are connected acted on different balancers of LVS.",
  },
  {
    name: "lvsDoubledLongestUs",
    title: "two balancers of LVS",
    sentence: "The longest time in which two nodes acted as the balancer of LVS, connected or not.",
  },
  {
    name: "lvsUnledLongestUs",
    title: "no balancer of LVS",
    sentence: "The longest time in which nodes acted on a balancer of LVS and none of them as the balancer.",
  },
  { name: "elections", title: "elections", sentence: "Elections that a recovery daemon began." },
  { name: "recoveries", title: "recoveries", sentence: "Recoveries that were completed." },
  {
    name: "lockRequests",
    title: "requests to the lock's keeper",
    sentence: "System calls on the lock file, or requests to the lock service, retries included.",
  },
  {
    name: "leadershipMessages",
    title: "announcements and votes",
    sentence: "Packets between hosts with an announcement of a leader or a vote.",
  },
  { name: "messages", title: "messages between nodes", sentence: "Packets between main daemons, of every kind." },
];

/** A value of a measure as people read it. */
export function valueText(name: string, value: number): string {
  if (value === 0) return "0";
  return name.endsWith("Us") ? durationText(Math.round(value / 1000) * 1000) : String(value);
}
