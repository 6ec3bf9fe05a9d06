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
  /** By receiver and sender: the last message that came. */
  readonly last: Map<string, number>;
}

const needs = ["srvid-registered", "message-sent", "message-received"] as const satisfies readonly ObservationType[];

/** Sockets and connections keep what goes over them in order, and a daemon hands out only what somebody wants. */
export const messagesArriveAsSent = never<State>({
  name: "messages-arrive-as-sent",
  sentence: "A message reaches only clients that have registered for it, once, and in the order of its sender.",
  needs,
  applies: needsDatabases,
  initial: () => ({ registered: new Map(), sent: new Map(), last: new Map() }),
  step(state, event) {
    const { registered, sent } = state;
    if (event.type === "message-sent") sent.set(processKey(event), event.number);
    if (event.type === "srvid-registered" && !event.lastWord) {
      const key = processKey(event);
      registered.set(key, (registered.get(key) ?? new Set()).add(event.srvid));
    }
    return event.type === "message-received" ? judge(state, event) : null;
  },
});

function judge({ registered, sent, last }: State, event: Received): Violation | null {
  const { from, sender, number, srvid } = event;
  const key = processKey(event);
  if (registered.get(key)?.has(srvid) !== true) return violation(event, `It has not registered for "${srvid}".`);
  // What a daemon or a leader says in a client's name is not counted.
  if (number === 0) return null;
  const source = processKey({ host: from, pid: sender });
  if (number > (sent.get(source) ?? 0)) return violation(event, "Its sender has not sent it.");
  const pair = `${key} ${source}`;
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
