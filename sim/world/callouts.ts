import type { Host } from "./process.ts";

/** The call-outs that event scripts wait for. */
export class Callouts {
  private readonly waiting = new Map<number, { readonly host: Host; readonly done: (ok: boolean) => void }>();
  private next = 1;

  /** A script of a host waits for one; its number. */
  expect(host: Host, done: (ok: boolean) => void): number {
    const id = this.next++;
    this.waiting.set(id, { host, done });
    return id;
  }

  /** It is over; nothing, if nobody waits for it any more. */
  over(id: number, ok: boolean): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    waiting?.done(ok);
  }

  /** A host is gone, and its scripts with it. */
  forget(gone: Host): void {
    for (const [id, { host }] of this.waiting) if (host === gone) this.waiting.delete(id);
  }
}
