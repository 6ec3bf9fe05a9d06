import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import type { HostView } from "./host-view.ts";

/** What it is folded from. */
export const takeoverTypes = [
  "takeover-started",
  "takeover-phase",
  "takeover-ended",
  "peer-connected",
  "peer-dead",
  "process-started",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** A takeover run. */
export interface TakeoverRun {
  readonly host: Pnn;
  readonly pid: number;
  readonly startedUs: number;
  /** When it began to release addresses; -1: it has not come so far. */
  releasesUs: number;
  /** When it began to take some. */
  takesUs: number;
  /** When its helper said that it was over, or was gone; -1: it goes on. */
  endedUs: number;
  ok: boolean;
  /** Hosts that it reaches: their daemons have been connected with its own since it asked for the node map. */
  readonly reached: Set<Pnn>;
  /** Those that hear from its leader that it has succeeded, and that they may make runs again; empty before that. */
  readonly told: Set<Pnn>;
}

/** Whoever is gone, or cut off, so soon after the end of a run may not have told, or heard, of it. */
const tellsUs = 10_000_000;

/** How long an ended run is kept: the scripts that it has begun are over long before. */
const keptUs = 300_000_000;

/** The takeover runs as they go on. */
export class Takeovers {
  private readonly all = new Map<string, TakeoverRun>();
  /** For each host: when it started a helper that has not said yet that its run goes on; all peers keep still by then. */
  private readonly coming = new Map<Pnn, number>();
  /** Pairs of daemons that are connected, as `from/to`. */
  private readonly links = new Set<string>();

  /** Takes one observation in, after the hosts. */
  observe(event: TraceEvent, hosts: readonly HostView[]): void {
    const { host, atUs } = event;
    switch (event.type) {
      case "peer-connected":
        this.links.add(`${host}/${event.peer}`);
        return;
      case "peer-dead":
        return this.part(host, event.peer, atUs);
      case "host-crashed":
        this.endAll(host, atUs);
        return this.leave(host, atUs, hosts);
      case "process-started":
        if (event.program === "ctdbd") this.leave(host, atUs, hosts);
        if (event.program === "takeover-helper") this.coming.set(host, atUs);
        return;
      case "takeover-started":
        return this.start(host, event.pid, atUs);
      case "takeover-phase":
        return this.enter(this.all.get(`${host}/${event.pid}`), event.phase, atUs, hosts);
      case "takeover-ended":
      case "process-exited":
        return this.finish(event, hosts);
      default:
    }
  }

  /** The run of a helper; undefined: none that is kept. */
  of(host: Pnn, pid: number): TakeoverRun | undefined {
    return this.all.get(`${host}/${pid}`);
  }

  /** May a leader other than this have told its peers to keep still for so long that they do so now, and not have taken that back? */
  isForbidden(leader: Pnn, atUs: number, forUs: number): boolean {
    for (const [host, startedUs] of this.coming) if (host !== leader && startedUs + forUs >= atUs) return true;
    for (const { host, startedUs, told } of this.all.values())
      if (host !== leader && !told.has(leader) && startedUs + forUs >= atUs) return true;
    return false;
  }

  /** All that are kept. */
  get runs(): IterableIterator<TakeoverRun> {
    return this.all.values();
  }

  /** Has a run of another node told this host of addresses too, since that one began? Each gives what the other one has given. */
  isCrossed({ host, startedUs }: TakeoverRun, pnn: Pnn): boolean {
    for (const other of this.all.values()) {
      const isMeanwhile = other.endedUs < 0 || other.endedUs >= startedUs;
      if (other.host !== host && other.releasesUs >= 0 && isMeanwhile && other.reached.has(pnn)) return true;
    }
    return false;
  }

  /** Is one moving addresses, or did one end less than `lagUs` ago, so that a script of it may still be at work? */
  isMoving(atUs: number, lagUs: number): boolean {
    for (const { releasesUs, endedUs } of this.all.values())
      if (releasesUs >= 0 && (endedUs < 0 || atUs - endedUs <= lagUs)) return true;
    return false;
  }

  private start(host: Pnn, pid: number, atUs: number): void {
    this.coming.delete(host);
    for (const [key, { endedUs }] of this.all) if (endedUs >= 0 && atUs - endedUs > keptUs) this.all.delete(key);
    // Runs that a recovery daemon makes itself have its pid, one after another; the scripts of the last may still be at work.
    const before = this.all.get(`${host}/${pid}`);
    if (before !== undefined) this.all.set(`${host}/${pid}/${before.startedUs}`, before);
    this.all.set(`${host}/${pid}`, {
      host,
      pid,
      startedUs: atUs,
      releasesUs: -1,
      takesUs: -1,
      endedUs: -1,
      ok: false,
      reached: new Set(),
      told: new Set(),
    });
  }

  private enter(run: TakeoverRun | undefined, phase: string, atUs: number, hosts: readonly HostView[]): void {
    if (run === undefined) return;
    if (phase === "release") run.releasesUs = atUs;
    if (phase === "take") run.takesUs = atUs;
    // Its own daemon tells it with whom it is connected: who comes later, even a moment, is not asked.
    if (phase !== "node-map") return;
    for (const { pnn, ctdbd } of hosts)
      if (ctdbd !== 0 && (pnn === run.host || this.links.has(`${run.host}/${pnn}`))) run.reached.add(pnn);
  }

  private finish(
    event: TraceEvent & { readonly type: "takeover-ended" | "process-exited" },
    hosts: readonly HostView[],
  ): void {
    const run = this.all.get(`${event.host}/${event.pid}`);
    if (run !== undefined && run.endedUs < 0) {
      run.endedUs = event.atUs;
      run.ok = event.type === "takeover-ended" && event.ok;
      if (run.ok && hosts[event.host]?.recoverd !== 0) for (const pnn of run.reached) run.told.add(pnn);
    }
    if (event.type !== "process-exited") return;
    if (event.program === "recoverd") this.fallSilent(event.host, event.atUs);
    if (event.program === "ctdbd") this.leave(event.host, event.atUs, hosts);
  }

  /** Its recovery daemon is gone: who has not been told yet will not be. */
  private fallSilent(host: Pnn, atUs: number): void {
    for (const run of this.all.values()) if (run.host === host && atUs - run.endedUs <= tellsUs) run.told.clear();
  }

  private endAll(host: Pnn, atUs: number): void {
    for (const run of this.all.values()) if (run.host === host && run.endedUs < 0) run.endedUs = atUs;
  }

  /** A daemon is gone. */
  private leave(host: Pnn, atUs: number, hosts: readonly HostView[]): void {
    this.fallSilent(host, atUs);
    for (const { pnn } of hosts) {
      this.part(host, pnn, atUs);
      this.part(pnn, host, atUs);
    }
  }

  private part(from: Pnn, to: Pnn, atUs: number): void {
    this.links.delete(`${from}/${to}`);
    for (const { endedUs, host, reached, told } of this.all.values()) {
      if (endedUs >= 0 && atUs - endedUs > tellsUs) continue;
      const some = endedUs < 0 ? reached : told;
      if (host === from) some.delete(to);
      // A leader that stood still does not know yet that the others have gone on without it.
      if (host === to) some.delete(from);
    }
  }
}
