import { faultKinds, type ObservationType, type Pnn, type TraceEvent } from "../../model/index.ts";
import { connectsUs } from "../bounds.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Calm } from "../calm.ts";
import { Connections, connectionTypes } from "../connections.ts";
import { needsDatabases } from "../databases/index.ts";
import { Deadlines } from "../deadlines.ts";
import { hostTypes, linkTypes, type Picture, unscheduledTypes } from "../picture/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { type Letter, lettersOf, type Reader, Readers, readerTypes } from "./readers.ts";

/** What may leave one side with a connection that the other one does not have; nobody is told at once. */
const severing = new Set<string>(["partition", "break-connection", "crash-host", "pause-host", "pause-process"]);

/** A message between clients in calm time: a few hops, none of which waits for anything. */
const MESSAGE_US = 2_000_000;

interface State extends Dated {
  readonly setting: Setting;
  /** Since when nothing was severed. */
  readonly whole: Calm;
  readonly picture: Picture;
  readonly connections: Connections;
  readonly readers: Readers;
  /** By what is to arrive where: the key of its deadline, and since when it is under way. */
  readonly open: Map<string, { readonly key: number; readonly sinceUs: number }>;
  next: number;
}

const on = [...new Set<ObservationType>([...readerTypes, ...connectionTypes, "message-sent", "message-received"])];

/** Nobody answers a message, and nobody checks a generation: a recovery in between changes nothing of it. */
export const messagesArrive: Property<State> = {
  name: "messages-arrive",
  sentence: "In calm time a message, or the last word of a client, soon reaches all who have registered for it.",
  kind: "liveness",
  needs: [...new Set<ObservationType>([...on, ...hostTypes, ...linkTypes, ...unscheduledTypes])],
  on,
  applies: needsDatabases,
  initial: (setting, picture) => ({
    setting,
    whole: new Calm(Object.keys(faultKinds).filter((kind) => !severing.has(kind))),
    picture,
    connections: new Connections(picture),
    readers: new Readers(),
    open: new Map(),
    next: 1,
    deadlines: new Deadlines(picture),
  }),
  step(state, event) {
    state.connections.observe(event);
    state.whole.observe(event);
    for (const letter of lettersOf(state.readers, event)) post(state, letter, event.atUs);
    state.readers.observe(event);
    if (event.type === "message-received")
      close(state, nameOf(event.from, event.sender, event.number, event.srvid, event));
    else dropUnowed(state, event);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and by ${clock(atUs)} it had not come.`,
    "All that time both daemons ran and were connected, its reader was there, and nothing was done to the cluster.",
    `It was due ${seconds(late.withinUs)} after it was sent: a message takes a few hops, and waits for nobody.`,
  ]),
  end: () => "holds",
};

function nameOf(from: Pnn, sender: number, number: number, srvid: string, reader: Reader): string {
  return `${from} ${sender} ${number} ${srvid} ${reader.host} ${reader.pid}`;
}

function close({ open, deadlines }: State, name: string): void {
  const letter = open.get(name);
  if (letter === undefined) return;
  open.delete(name);
  deadlines.drop(letter.key);
}

/** What is sent in calm time to a node that is connected, or here, is owed to each reader there. */
function post(state: State, letter: Letter, atUs: number): void {
  const { from, sender, number, srvid, to } = letter;
  for (const reader of state.readers.of(srvid)) {
    const isMeant = to === "all" || to === "connected" || to === reader.host || isActive(state, to, reader.host);
    if (!isMeant || !canReach(state, from, reader.host, atUs)) continue;
    const name = nameOf(from, sender, number, srvid, reader);
    if (state.open.has(name)) continue;
    state.open.set(name, { key: state.next, sinceUs: atUs });
    const what = (): string =>
      `At ${clock(atUs)} client ${sender} on ${node(from)} sent "${srvid}" a message for client ${reader.pid} on ${node(reader.host)}`;
    const { unscheduled, linkSlow } = state.picture;
    state.deadlines.add(state.next, what, atUs, MESSAGE_US, [unscheduled, linkSlow], from, reader.host);
    state.next += 1;
  }
}

/** In calm time all nodes have long agreed on who is active; where it changed of late, nothing is owed. */
function isActive({ picture }: State, to: Letter["to"], host: Pnn): boolean {
  return to === "active" && picture.hosts.every(({ flags }) => flags === 0) && picture.host(host).flagsSinceUs === 0;
}

function canReach({ connections, setting, whole }: State, from: Pnn, to: Pnn, atUs: number): boolean {
  if (!Number.isFinite(connections.undisturbedSinceUs(from, to))) return false;
  if (from === to) return true;
  const hasSettled = !whole.isBroken && (whole.brokenUs < 0 || atUs - whole.brokenUs > connectsUs(setting.constants));
  return hasSettled && connections.isConnected(from, to) && connections.isConnected(to, from);
}

/** Whoever is gone reads nothing; what was under way when something struck may be lost. */
function dropUnowed({ open, deadlines, connections: { calm } }: State, event: TraceEvent): void {
  const hasDaemonEnded = event.type === "process-exited" && event.program === "ctdbd";
  const areAllLost = calm.isBroken || event.type === "peer-dead" || event.type === "host-crashed" || hasDaemonEnded;
  const reader = event.type === "process-exited" ? ` ${event.host} ${event.pid}` : undefined;
  for (const [name, { key, sinceUs }] of open) {
    const isUnread = reader !== undefined && name.endsWith(reader);
    if (!areAllLost && !isUnread && sinceUs >= calm.brokenUs) continue;
    open.delete(name);
    deadlines.drop(key);
  }
}
