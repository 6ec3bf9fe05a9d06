import type { Constants, ObservationType, TraceEvent } from "../../model/index.ts";
import { processKey } from "../process-key.ts";

/** The observations this is folded from. */
export const handMoveTypes = [
  "address-move-asked",
  "address-command-ended",
] as const satisfies readonly ObservationType[];

/** Addresses that an administrator moves: by his own controls, whatever a takeover run does meanwhile. */
export class HandMoves {
  /** By the tool: the address, and until when what it has asked for may be done. */
  readonly #moves = new Map<number, { readonly address: string; untilUs: number }>();
  /**
   * Those that were not done, since a run last began: the old server has given them up, all others believe that the new one
   * has them, and that one may have refused.
   */
  readonly lost = new Set<string>();
  /** A tool that was told that something failed, or was killed, does not know what is still on its way. */
  readonly #lateUs: number;

  constructor({ controlTimeoutUs }: Constants) {
    this.#lateUs = 4 * controlTimeoutUs;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "address-move-asked") {
      this.#moves.set(processKey(event), { address: event.address, untilUs: event.atUs + this.#lateUs });
      this.lost.add(event.address);
    }
    // Whoever has none finds its server in it.
    if (event.type === "takeover-started") this.lost.clear();
    if (event.type !== "address-command-ended" || !event.ok) return;
    const move = this.#moves.get(processKey(event));
    if (move === undefined) return;
    move.untilUs = event.atUs;
    this.lost.delete(move.address);
  }

  /** Until when the last of them may be under way; infinite and negative: there was none. */
  get untilUs(): number {
    let untilUs = Number.NEGATIVE_INFINITY;
    for (const move of this.#moves.values()) untilUs = Math.max(untilUs, move.untilUs);
    return untilUs;
  }

  /** May one of this address have been under way since then? */
  hasMoved(address: string, sinceUs: number): boolean {
    for (const move of this.#moves.values()) if (move.address === address && move.untilUs >= sinceUs) return true;
    return false;
  }
}
