import { leadsTo, type Owed } from "../leads-to.ts";
import {
  type ClientView,
  clientTypes,
  type HostView,
  hostTypes,
  isActive,
  unscheduledTypes,
} from "../picture/index.ts";
import { processKey } from "../process-key.ts";
import { clock, node } from "../sentences.ts";
import { attachUs } from "./call-bounds.ts";
import { needsDatabases } from "./needs-databases.ts";

/** Who attaches a database in a recovery waits for its end, and not until he or his daemon gives up (facts/recovery.md §1.11). */
export const attachesAreAnswered = leadsTo({
  name: "attaches-are-answered",
  sentence:
    "A client that attaches a database is answered soon after its node is at work, and in recovery mode normal.",
  kind: "liveness",
  needs: [...clientTypes, ...hostTypes, ...unscheduledTypes],
  applies: needsDatabases,
  because: "What was put off comes again a second after the recovery, and is done in one turn.",
  watch(owed, { atUs }) {
    const { deadlines, picture, setting } = owed;
    const waiting = picture.clients.waiting().filter((client) => isOwed(client, owed));
    const keys = new Set(waiting.map(processKey));
    for (const key of [...deadlines.keys()]) if (!keys.has(key)) deadlines.drop(key);
    for (const client of waiting)
      deadlines.add(
        processKey(client),
        asked(client),
        atUs,
        attachUs(setting.constants),
        [picture.unscheduled],
        client.host,
      );
  },
});

function isOwed({ host, wait }: ClientView, { picture }: Owed): boolean {
  return wait?.kind === "attach" && isAtWork(picture.host(host));
}

function isAtWork(host: HostView): boolean {
  const isUp = host.runState === "startup" || host.runState === "running";
  return isUp && isActive(host) && host.mode === "normal";
}

function asked({ pid, host, wait }: ClientView): () => string {
  return () =>
    `At ${clock(wait?.sinceUs ?? 0)} client ${pid} on ${node(host)} asked for ${wait?.db ?? ""} to be attached`;
}
