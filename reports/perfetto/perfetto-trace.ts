import { faultBands, type HostSpans, hostSpans, violations } from "../diagram/index.ts";
import { printable } from "../printable.ts";
import type { FailureStory } from "../story/index.ts";
import { messageFlows } from "./message-flows.ts";
import { threadSlices } from "./thread-slices.ts";
import { asyncSlice, hostPid, named, type TraceRecord } from "./trace-record.ts";

/** Bars of a host that are worth a track; that it runs is the usual. */
const TRACKS = {
  paused: "paused",
  lock: "holds the cluster lock",
  belief: "believes it holds the lock",
  leads: "leads",
  addresses: "has public addresses",
};

/**
 * The story as a trace of the Chrome trace event format, to be opened in Perfetto: hosts are processes, programs are
 * threads, stack frames are slices, packets are flows, faults have a process of their own.
 */
export function perfettoTrace(story: FailureStory): string {
  const { scenario, events, verdict, states, packets, endUs } = story;
  const broken = violations(verdict);
  const bands = faultBands(scenario, events, endUs);
  const hosts = hostSpans(scenario.nodes, events, endUs);
  const lastUs = Math.max(endUs, 0, ...broken.map(({ atUs }) => atUs), ...bands.map(({ toUs }) => toUs));
  const cluster = scenario.nodes + 1;
  const faults = cluster + 1;
  const records: TraceRecord[] = [
    ...named("process", faults, 0, "faults", 0),
    ...named("process", cluster, 0, "cluster", 1),
    ...hosts.flatMap(({ pnn }) => named("process", hostPid(pnn), 0, `node ${pnn}`, 2 + pnn)),
    ...bands.flatMap(({ index, kind, words, fromUs, toUs }) =>
      asyncSlice({ pid: faults, cat: "fault", id: `f${index} ${fromUs}`, name: kind }, fromUs, toUs, printable(words)),
    ),
    ...hosts.flatMap(barSlices),
    ...threadSlices(states, lastUs),
    ...messageFlows(packets, broken[0]?.atUs ?? endUs),
    ...counter(cluster, "leaders", hosts, "leads"),
    ...counter(cluster, "lock holders", hosts, "lock"),
    ...broken.map(
      ({ name, atUs }): TraceRecord => ({
        ph: "i",
        s: "g",
        pid: cluster,
        tid: 0,
        ts: atUs,
        name: `violated: ${name}`,
        cat: "violation",
      }),
    ),
  ];
  const lines = inOrder(records).map((record) => JSON.stringify(record));
  const about = {
    seed: printable(verdict.seed),
    version: printable(verdict.version),
    reproduce: printable(verdict.reproduce),
  };
  return `{"displayTimeUnit":"ms","otherData":${JSON.stringify(about)},"traceEvents":[\n${lines.join(",\n")}\n]}\n`;
}

function barSlices(host: HostSpans): readonly TraceRecord[] {
  return Object.entries(TRACKS).flatMap(([bar, name]) =>
    host[bar as keyof typeof TRACKS].flatMap(({ fromUs, toUs, words }, index) =>
      asyncSlice({ pid: hostPid(host.pnn), cat: bar, id: `${bar} ${host.pnn} ${index}`, name }, fromUs, toUs, words),
    ),
  );
}

/** How many hosts show a bar, at each moment that changes it. */
function counter(pid: number, name: string, hosts: readonly HostSpans[], bar: "leads" | "lock"): TraceRecord[] {
  const steps = hosts
    .flatMap((host) => host[bar])
    .flatMap(({ fromUs, toUs }) => [
      { ts: fromUs, by: 1 },
      { ts: toUs, by: -1 },
    ])
    .sort((a, b) => a.ts - b.ts || a.by - b.by);
  let count = 0;
  return [{ ts: 0, by: 0 }, ...steps].map(({ ts, by }) => {
    count += by;
    return { ph: "C", pid, tid: 0, ts, name, args: { [name]: count } };
  });
}

/** In order of time; what was made first stays first, so that slices end before their neighbours begin. */
function inOrder(records: readonly TraceRecord[]): readonly TraceRecord[] {
  return [...records].sort((a, b) => a.ts - b.ts);
}
