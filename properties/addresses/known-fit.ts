import { FLAG, INACTIVE, type Pnn, type TraceEvent } from "../../model/index.ts";
import { flagsPushedUs } from "../bounds.ts";
import { Deadlines } from "../deadlines.ts";
import {
  execTypes,
  type HostView,
  hostTypes,
  linkTypes,
  type Picture,
  takeoverTypes,
  unscheduledTypes,
} from "../picture/index.ts";
import type { Setting } from "../property.ts";

/** The observations this is folded from. */
export const knownFitTypes = [...hostTypes, ...takeoverTypes, ...unscheduledTypes, ...execTypes, ...linkTypes] as const;

function isFit({ runState, flags }: HostView): boolean {
  return runState === "running" && (flags & (INACTIVE | FLAG.disabled | FLAG.unhealthy)) === 0;
}

/** A takeover run that goes on. */
interface Begun {
  readonly pid: number;
  /** Whom its node knew to be fit, and who has been so since. */
  readonly known: Set<Pnn>;
}

/**
 * Which nodes a takeover run must have taken for fit to host addresses. Its helper asks its own daemon for the flags, to which
 * they are pushed: once in a pass of the leader, which may also hold a recovery, or wait for a helper that is slow to start.
 * A node with which it was not connected can have told it nothing before.
 */
export class KnownFit {
  readonly #picture: Picture;
  readonly #withinUs: number;
  /** By leader and node: the flags of one may be news to the other. */
  readonly #news: Deadlines;
  readonly #fit = new Set<Pnn>();
  /** By the host of the run. */
  readonly #begun = new Map<Pnn, Begun>();

  constructor({ constants }: Setting, picture: Picture) {
    this.#picture = picture;
    this.#withinUs = flagsPushedUs(constants);
    this.#news = new Deadlines(picture);
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    const changed = this.#picture.hosts[host];
    if (changed === undefined) return;
    if (isFit(changed) !== this.#fit.has(host)) this.#change(host, atUs);
    if (event.type === "peer-connected") this.#renew(host, event.peer, atUs);
    if (event.type === "takeover-started")
      this.#begun.set(host, {
        pid: event.pid,
        known: new Set([...this.#fit].filter((pnn) => this.#knows(host, pnn, atUs))),
      });
  }

  /** Was that node known to be fit when this run began, and has it been so since? */
  wasKnown(host: Pnn, pid: number, pnn: Pnn): boolean {
    const begun = this.#begun.get(host);
    return begun?.pid === pid && begun.known.has(pnn);
  }

  #change(pnn: Pnn, atUs: number): void {
    if (!this.#fit.delete(pnn)) this.#fit.add(pnn);
    for (const { known } of this.#begun.values()) known.delete(pnn);
    for (const leader of this.#picture.hosts) this.#renew(leader.pnn, pnn, atUs);
  }

  #renew(leader: Pnn, pnn: Pnn, atUs: number): void {
    const { unscheduled, execSlow, linkSlow, helping } = this.#picture;
    const key = this.#key(leader, pnn);
    this.#news.drop(key);
    const meters = [unscheduled, execSlow, linkSlow, helping];
    if (this.#fit.has(pnn)) this.#news.add(key, () => "", atUs, this.#withinUs, meters, leader);
  }

  #knows(leader: Pnn, pnn: Pnn, atUs: number): boolean {
    return this.#news.hadItsTime(this.#key(leader, pnn), atUs);
  }

  #key(leader: Pnn, pnn: Pnn): number {
    return leader * this.#picture.hosts.length + pnn;
  }
}
