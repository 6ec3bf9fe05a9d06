import type { Pnn, TraceEvent } from "../../model/index.ts";
import type { HostState } from "../text/index.ts";
import { type Daemon, type Met, metOn, staleSockets } from "./node-at.ts";
import type { Answer } from "./printed.ts";
import type { Topic } from "./topic.ts";
import { type TopicName, topics } from "./topics.ts";

/** A cluster at a moment. */
export interface InspectedCluster {
  readonly hosts: readonly HostState[];
  /** Everything observed up to then. */
  readonly events: readonly TraceEvent[];
  /** Nodes behind which there is no machine. */
  readonly deleted: readonly Pnn[];
}

/** What the tool would come to on each node at that moment. */
export function inspect(name: TopicName, { hosts, events, deleted }: InspectedCluster): readonly Answer[] {
  const stale = staleSockets(events);
  const met = hosts.map((host): readonly [HostState, Met] => [host, metOn(host, stale.has(host.pnn))]);
  const daemons = new Map<Pnn, Daemon>(
    met.flatMap(([{ pnn }, one]) => ("daemon" in one ? [[pnn, one.daemon] as const] : [])),
  );
  return met.map(([host, one]) => {
    if (deleted.includes(host.pnn)) return { pnn: host.pnn, note: "the node is deleted: there is no machine" };
    return "daemon" in one ? answered(topics[name], one.daemon, daemons) : unanswered(host, one.none);
  });
}

function answered(topic: Topic, daemon: Daemon, daemons: ReadonlyMap<Pnn, Daemon>): Answer {
  const { pnn } = daemon;
  const asked = topic.asks(daemon);
  if (topic.asksSome === true && asked.length === 0) return { pnn, exit: 1 };
  const printed = topic.printed(daemon, daemons);
  const silent = asked.filter((node) => !daemons.has(node));
  if (silent.length === 0) {
    const note = topic.note?.(daemon, daemons);
    return { pnn, exit: topic.exit?.(daemon, daemons) ?? 0, printed, ...(note === undefined ? {} : { note }) };
  }
  const who = `node${silent.length === 1 ? "" : "s"} ${silent.join(", ")}`;
  if (topic.asksFirst) return { pnn, note: `the tool would wait for ${who} and print nothing: no answer comes` };
  return { pnn, printed, note: `the tool would wait for ${who} before its row: no answer comes` };
}

function unanswered({ pnn, state }: HostState, none: "host" | "socket" | "listener" | "answer"): Answer {
  switch (none) {
    case "host":
      return { pnn, note: state === "off" ? "the host is off" : "the host stands still" };
    case "answer":
      return { pnn, note: "the main daemon stands still: the tool would wait for it" };
    default:
      // ENOENT where no daemon has been yet, ECONNREFUSED where the last one left its socket.
      return { pnn, exit: 1, printed: { lines: refused(none === "socket" ? 2 : 111) } };
  }
}

function refused(errno: number): readonly string[] {
  return [`connect() failed, errno=${errno}`, "Failed to connect to CTDB daemon (/run/ctdb/ctdbd.socket)"];
}
