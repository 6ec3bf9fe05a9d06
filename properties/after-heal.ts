import type { Pnn, TraceEvent } from "../model/index.ts";
import { leaderAfterHealUs } from "./bounds.ts";
import type { Picture } from "./picture/index.ts";
import type { Setting } from "./property.ts";

/** When the healed core is due: the deadline moves only for a ban that is still to be served. */
export class AfterHeal {
  core: readonly Pnn[] = [];
  /** When the leader is due; infinite: not healed yet. */
  leaderDueUs = Number.POSITIVE_INFINITY;
  private readonly graceUs: number;
  private readonly picture: Picture;

  constructor(setting: Setting, picture: Picture) {
    this.picture = picture;
    this.graceUs = leaderAfterHealUs(setting.constants);
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "healed") {
      this.core = event.core;
      this.leaderDueUs = event.atUs + this.graceUs;
      for (const pnn of event.core) this.waitForBan(pnn);
    }
    if (event.type === "banned" && event.atUs <= this.leaderDueUs && this.core.includes(event.host))
      this.waitForBan(event.host);
  }

  private waitForBan(pnn: Pnn): void {
    this.leaderDueUs = Math.max(this.leaderDueUs, this.picture.host(pnn).banEndsUs + this.graceUs);
  }
}
