import type { TraceEvent } from "../../model/index.ts";
import type { Setting } from "../property.ts";
import { Claims } from "./claims.ts";
import { OpenWindow } from "./open-window.ts";

/** What became of the locks of clients in one run. */
export interface Losses {
  /** Conflicts with a client whose server had gone or moved; reclaims of what somebody else had held in between. */
  readonly loud: number;
  readonly silent: number;
  /** Both, of clients whose server was there all the time. */
  readonly healthy: number;
  /** Longest time that a lock stood open to others. */
  readonly windowUs: number;
  /** Time that clients waited for a grace to end. */
  readonly blockedUs: number;
}

/** Counts what is claimed of file locks, without judging it. */
export class LockLosses {
  private readonly claims: Claims;
  private readonly window: OpenWindow;
  private loud = 0;
  private silent = 0;
  private healthy = 0;

  constructor(setting: Setting) {
    this.claims = new Claims(setting);
    this.window = new OpenWindow(setting);
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    this.window.observe(event);
    const news = this.claims.observe(event);
    if (news === null) return;
    if (news.intrusion.isHealthy) this.healthy += 1;
    else if (news.kind === "conflict") this.loud += 1;
    else this.silent += 1;
  }

  /** What it came to. */
  finish(endUs: number): Losses {
    const { loud, silent, healthy } = this;
    return { loud, silent, healthy, ...this.window.finish(endUs) };
  }
}
