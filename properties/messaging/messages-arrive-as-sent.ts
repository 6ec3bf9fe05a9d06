import type { ObservationOf, ObservationType, TraceEvent } from "../../model/index.ts";
import { needsDatabases } from "../databases/index.ts";
import { never } from "../never.ts";
import { processKey } from "../process-key.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";

type Received = ObservationOf<"message-received"> & TraceEvent;

interface State {
  /** What each client has registered for. */
  readonly registered: Map<number, Set<string>>;
  /** How many messages each client has sent. */
  readonly sent: Map<number, number>;
  /** Of each client, the numbers of those to its own node alone: its daemon hands them out at once. */
  readonly direct: Map<number, Set<number>>;
  /** By receiver, sender and way: the last message that came. */
  readonly last: Map<string, number>;
}

const needs = ["srvid-registered", "message-sent", "message-received"] as const satisfies readonly ObservationType[];

/**
 * Sockets and connections keep what goes over them in order, and a daemon hands out only what somebody wants. What a
 * client sends to a set of nodes comes to its own by its daemon's queue: one to that node alone may overtake it.
 */
export const messagesArriveAsSent = never<State>({
  name: "messages-arrive-as-sent",
  sentence:
    "A message reaches only clients that have registered for it, once, and in the order of its sender among those of its way.",
  needs,
  applies: needsDatabases,
  initial: () => ({ registered: new Map(), sent: new Map(), direct: new Map(), last: new Map() }),
  step(state, event) {
    const { registered } = state;
    if (event.type === "message-sent") noteSent(state, event);
    if (event.type === "srvid-registered" && !event.lastWord) {
      const key = processKey(event);
      registered.set(key, (registered.get(key) ?? new Set()).add(event.srvid));
    }
    return event.type === "message-received" ? judge(state, event) : null;
  },
});

function noteSent({ sent, direct }: State, event: ObservationOf<"message-sent"> & TraceEvent): void {
  const key = processKey(event);
  sent.set(key, event.number);
  if (event.to === event.host) direct.set(key, (direct.get(key) ?? new Set()).add(event.number));
}

function judge({ registered, sent, direct, last }: State, event: Received): Violation | null {
  const { from, sender, number, srvid } = event;
  const key = processKey(event);
  if (registered.get(key)?.has(srvid) !== true) return violation(event, `It has not registered for "${srvid}".`);
  // What a daemon or a leader says in a client's name is not counted.
  if (number === 0) return null;
  const source = processKey({ host: from, pid: sender });
  if (number > (sent.get(source) ?? 0)) return violation(event, "Its sender has not sent it.");
  const pair = `${key} ${source} ${direct.get(source)?.has(number) === true}`;
  const before = last.get(pair) ?? 0;
  last.set(pair, number);
  return number > before ? null : violation(event, `Message ${before} of that client had come to it before.`);
}

function violation(event: Received, evidence: string): Violation {
  const { atUs, host, pid, from, sender, number, srvid } = event;
  return {
    atUs,
    hosts: [host, from],
    why: [
      `At ${clock(atUs)} message ${number} to "${srvid}" of client ${sender} on ${node(from)} came to client ${pid} on ${node(host)}.`,
      evidence,
      "Sockets and connections keep what goes over them in order, and a daemon hands out only what somebody wants.",
    ],
  };
}
