import type { Pnn, TraceEvent } from "../../model/index.ts";

/** A stretch of time, microseconds. */
export interface Span {
  readonly fromUs: number;
  readonly toUs: number;
  /** What is to be said of it; empty if its kind says all. */
  readonly words: string;
}

/** The bars of a host: each kind of stretch, in order of time. */
export interface HostSpans {
  readonly pnn: Pnn;
  readonly up: readonly Span[];
  readonly paused: readonly Span[];
  /** Storage or the lock service counts one of its processes as the holder of the cluster lock. */
  readonly lock: readonly Span[];
  /** Its recovery daemon believes that it holds the cluster lock. */
  readonly belief: readonly Span[];
  /** Its recovery daemon believes that it is the leader. */
  readonly leads: readonly Span[];
  /** Its kernel has public addresses: a stretch for each set of them, which its words name. */
  readonly addresses: readonly Span[];
}

/** The kinds of bar, in the order they are drawn. */
export const BARS = ["up", "paused", "lock", "belief", "leads", "addresses"] as const;

/** Most public addresses that a stretch names. */
const NAMED_MAX = 4;

/** One kind of bar. */
export type Bar = (typeof BARS)[number];

/** What the bars of each host are, as far as the trace tells. */
export function hostSpans(nodes: number, events: readonly TraceEvent[], endUs: number): readonly HostSpans[] {
  const tracks = Array.from({ length: nodes }, () => new Track());
  for (const event of events) tracks[event.host]?.follow(event);
  return tracks.map((track, pnn) => track.finish(pnn, endUs));
}

/** Follows one host. */
class Track {
  private readonly done: Record<Bar, Span[]> = { up: [], paused: [], lock: [], belief: [], leads: [], addresses: [] };
  private readonly addresses = new Set<string>();
  /** Stretches that still go on, by kind and what tells them apart. */
  private readonly open = new Map<string, { readonly bar: Bar; readonly fromUs: number; readonly words: string }>();

  follow(event: TraceEvent): void {
    const { atUs } = event;
    switch (event.type) {
      case "host-started":
      case "host-resumed":
        this.end("paused", atUs);
        return this.begin("up", atUs);
      case "host-paused":
        this.end("up", atUs);
        return this.begin("paused", atUs);
      case "host-crashed":
        for (const bar of ["up", "paused", "belief", "leads"] as const) this.end(bar, atUs);
        this.addresses.clear();
        return this.serve(atUs);
      case "process-exited":
        if (event.program === "recoverd") for (const bar of ["belief", "leads"] as const) this.end(bar, atUs);
        return;
      case "lock-taken":
        if (!event.probe) this.begin("lock", atUs, `pid ${event.pid}, grant ${event.object}`, event.pid);
        return;
      case "lock-freed":
        return this.end("lock", atUs, event.pid, event.cause);
      case "lock-believed":
        return this.turn("belief", event.lock === "held", atUs);
      case "leader-believed":
        return this.turn("leads", event.leader === event.host, atUs);
      case "address-added":
        this.addresses.add(event.address);
        return this.serve(atUs);
      case "address-removed":
        this.addresses.delete(event.address);
        return this.serve(atUs);
    }
  }

  finish(pnn: Pnn, endUs: number): HostSpans {
    for (const [key, { bar, fromUs, words }] of this.open) {
      if (endUs > fromUs) this.done[bar].push({ fromUs, toUs: endUs, words });
      this.open.delete(key);
    }
    return { pnn, ...this.done };
  }

  /** It has these addresses from now on; of several that come at once there is one stretch. */
  private serve(atUs: number): void {
    this.end("addresses", atUs);
    if (this.done.addresses.at(-1)?.fromUs === atUs) this.done.addresses.pop();
    if (this.addresses.size === 0) return;
    const named = [...this.addresses].slice(0, NAMED_MAX);
    const more = this.addresses.size - named.length;
    this.begin("addresses", atUs, `${named.join(", ")}${more === 0 ? "" : ` and ${more} more`}`);
  }

  private turn(bar: Bar, isOn: boolean, atUs: number): void {
    if (isOn) this.begin(bar, atUs);
    else this.end(bar, atUs);
  }

  private begin(bar: Bar, fromUs: number, words = "", pid = 0): void {
    const key = `${bar} ${pid}`;
    if (!this.open.has(key)) this.open.set(key, { bar, fromUs, words });
  }

  private end(bar: Bar, toUs: number, pid = 0, cause = ""): void {
    const key = `${bar} ${pid}`;
    const span = this.open.get(key);
    if (span === undefined) return;
    this.open.delete(key);
    const words = [span.words, ...(cause === "" ? [] : [`until ${cause}`])].join(", ");
    this.done[bar].push({ fromUs: span.fromUs, toUs, words });
  }
}
