import type { TraceEvent } from "../../model/index.ts";
import type { HostView, Picture } from "../picture/index.ts";

/** Since when each host is as asked for; infinite: it is not. A claim's own memory: it is told every event. */
export class SinceWhen {
  readonly #picture: Picture;
  readonly #isSo: (host: HostView) => boolean;
  readonly #sinceUs: number[];

  /** @param fromUs what holds before the first event of a host: 0, it has always been so; infinite: it has not */
  constructor(picture: Picture, fromUs: number, isSo: (host: HostView) => boolean) {
    this.#picture = picture;
    this.#isSo = isSo;
    this.#sinceUs = picture.hosts.map(() => fromUs);
  }

  /** Looks at the host of an event again. */
  note({ host, atUs }: TraceEvent): void {
    const changed = this.#picture.hosts[host];
    if (changed === undefined) return;
    this.#sinceUs[host] = this.#isSo(changed) ? Math.min(this.#sinceUs[host] ?? atUs, atUs) : Number.POSITIVE_INFINITY;
  }

  /** Has this host been so all the time since then? */
  hasBeenSo(pnn: number, sinceUs: number): boolean {
    return (this.#sinceUs[pnn] ?? 0) <= sinceUs;
  }
}
