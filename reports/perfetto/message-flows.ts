import type { PacketFlight } from "../story/index.ts";
import { hostPid, named, type TraceRecord } from "./trace-record.ts";

/** A viewer draws no more arrows than this with ease: those nearest to the moment that matters are kept. */
const PACKETS_MAX = 3_000;

/** Threads of a host beside its programs, above them. */
const SENDS = 1;
const RECEIVES = 2;

/** Packets between hosts: a short slice where each is sent and where it arrives, and a flow between them. */
export function messageFlows(packets: readonly PacketFlight[], focusUs: number): readonly TraceRecord[] {
  const kept = nearest(packets, focusUs);
  const hosts = new Set(kept.flatMap(({ from, to }) => [from, to]));
  const threads = [...hosts].flatMap((host) => [
    ...named("thread", hostPid(host), SENDS, "sends", SENDS),
    ...named("thread", hostPid(host), RECEIVES, "receives", RECEIVES),
  ]);
  return [...threads, ...kept.flatMap((packet, index) => flow(packet, `p${index}`))];
}

function nearest(packets: readonly PacketFlight[], focusUs: number): readonly PacketFlight[] {
  if (packets.length <= PACKETS_MAX) return packets;
  const far = ({ sentUs }: PacketFlight): number => Math.abs(sentUs - focusUs);
  const limitUs = [...packets].map(far).sort((a, b) => a - b)[PACKETS_MAX] ?? 0;
  return packets.filter((packet) => far(packet) < limitUs);
}

function flow({ from, to, name, sentUs, arrivedUs }: PacketFlight, id: string): readonly TraceRecord[] {
  const start = { pid: hostPid(from), tid: SENDS, ts: sentUs };
  const lost = arrivedUs === undefined ? ", never delivered" : "";
  const slice = { ph: "X", dur: 1, cat: "packet" } as const;
  const sent: TraceRecord = { ...slice, ...start, name: `${name} to node ${to}${lost}` };
  if (arrivedUs === undefined) return [sent];
  const end = { pid: hostPid(to), tid: RECEIVES, ts: arrivedUs };
  return [
    sent,
    { ...slice, ...end, name: `${name} from node ${from}` },
    { ph: "s", ...start, name, cat: "packet", id },
    { ph: "f", bp: "e", ...end, name, cat: "packet", id },
  ];
}
