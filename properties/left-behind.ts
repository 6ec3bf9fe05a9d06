import type { TraceEvent } from "../model/index.ts";
import type { Picture } from "./picture/index.ts";

/** What the dead leave behind: lock helpers without a parent, and locks whose holder, or its daemon, is gone. */
export class LeftBehind {
  /** The longest life of a lock helper after its recovery daemon. */
  orphanLongestUs = 0;
  /** The longest time a lock stayed taken after the death of its holder or of the daemons that it was held for. */
  deadHoldLongestUs = 0;
  private readonly orphans = new Map<string, number>();
  private readonly deadHolds = new Map<string, number>();
  private readonly picture: Picture;

  constructor(picture: Picture) {
    this.picture = picture;
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    if (event.type === "lock-freed") this.freed(`${event.host}/${event.pid}`, event.atUs);
    if (event.type === "host-crashed") {
      this.bereave(event, () => true);
      for (const key of [...this.orphans.keys()]) if (key.startsWith(`${event.host}/`)) this.gone(key, event.atUs);
    }
    if (event.type !== "process-exited") return;
    const { pid, program, atUs } = event;
    const isDaemon = program === "ctdbd" || program === "recoverd";
    this.bereave(event, (holder) => isDaemon || holder === pid);
    this.gone(`${event.host}/${pid}`, atUs);
    for (const child of this.picture.hosts[event.host]?.processes.values() ?? []) {
      if (child.program === "lock-helper" && child.parent === pid) this.orphans.set(`${event.host}/${child.pid}`, atUs);
    }
  }

  /** The trace ends: what is still there counts up to here. */
  finish(endUs: number): void {
    for (const key of [...this.orphans.keys()]) this.gone(key, endUs);
    for (const key of [...this.deadHolds.keys()]) this.freed(key, endUs);
  }

  /** The hold of a host's helper belongs to the dead from now on, if it does. */
  private bereave({ host, atUs }: TraceEvent, isOf: (holder: number) => boolean): void {
    const hold = this.picture.lock.heldBy(host);
    if (hold === undefined || !isOf(hold.pid)) return;
    const key = `${host}/${hold.pid}`;
    if (!this.deadHolds.has(key)) this.deadHolds.set(key, atUs);
  }

  private gone(key: string, atUs: number): void {
    const sinceUs = this.orphans.get(key);
    if (sinceUs === undefined) return;
    this.orphans.delete(key);
    this.orphanLongestUs = Math.max(this.orphanLongestUs, atUs - sinceUs);
  }

  private freed(key: string, atUs: number): void {
    const sinceUs = this.deadHolds.get(key);
    if (sinceUs === undefined) return;
    this.deadHolds.delete(key);
    this.deadHoldLongestUs = Math.max(this.deadHoldLongestUs, atUs - sinceUs);
  }
}
