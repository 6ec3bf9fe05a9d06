import type { ObservationOf, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import type { Place } from "./clients.ts";
import { recordName } from "./record-name.ts";

/** What it is folded from. */
export const recallTypes = [
  "control-refused",
  "record-revoked",
  "database-thawed",
] as const satisfies readonly ObservationType[];

/** Records whose copies to read were called back in vain, because a node was in a recovery (facts/recovery.md §1.6). */
export class Recalls {
  /** Who has refused what each node asked it to replace since the last try of that node ended. */
  private readonly refusedBy = new Map<Pnn, Pnn>();
  /** Who has refused it, by record. */
  private readonly inVain = new Map<string, Pnn>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "control-refused") this.noteRefusal(event);
    if (event.type === "record-revoked") this.noteTry(event);
    // A recovery takes the flags from all copies.
    if (event.type === "database-thawed") this.forget(recordName({ db: event.db, key: "" }));
  }

  /** Which node would not let go of its copy when that was last tried; undefined: none. */
  refuserOf(place: Place): Pnn | undefined {
    return this.inVain.get(recordName(place));
  }

  private noteRefusal({ op, why, from, host }: ObservationOf<"control-refused"> & TraceEvent): void {
    if (op === "UPDATE_RECORD" && why === "recovery mode is not normal") this.refusedBy.set(from, host);
  }

  private noteTry(event: ObservationOf<"record-revoked"> & TraceEvent): void {
    const refuser = event.isDone ? undefined : this.refusedBy.get(event.host);
    this.refusedBy.delete(event.host);
    if (refuser === undefined) this.inVain.delete(recordName(event));
    else this.inVain.set(recordName(event), refuser);
  }

  private forget(prefix: string): void {
    for (const name of this.inVain.keys()) if (name.startsWith(prefix)) this.inVain.delete(name);
  }
}
