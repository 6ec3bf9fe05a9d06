import type { ObservationOf, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import { recordName } from "../picture/index.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsVolatile } from "./needs-databases.ts";

/** More than all clients of a large cluster could ask for by themselves: only a loop gets there. */
const MOST = 50;
const SECOND_US = 1_000_000;

type Revoked = ObservationOf<"record-revoked"> & TraceEvent;

/** A node that cannot be reached cannot be asked: trying again at once helps nobody (facts/recovery.md §1.6). */
export const revokesAreRare = never<Map<string, number[]>>({
  name: "revokes-are-rare",
  sentence: `Copies to read of a record are called back in vain at most ${MOST} times a second.`,
  needs: ["record-revoked"],
  applies: needsVolatile,
  initial: () => new Map(),
  step: (failed, event) => (event.type === "record-revoked" && !event.isDone ? judge(failed, event) : null),
});

function judge(failed: Map<string, number[]>, event: Revoked): Violation | null {
  const { atUs, host, db, key } = event;
  const name = `${host}/${recordName(event)}`;
  const times = [...(failed.get(name) ?? []).slice(-MOST), atUs];
  failed.set(name, times);
  const sinceUs = times[0] ?? atUs;
  if (times.length <= MOST || atUs - sinceUs > SECOND_US) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `From ${clock(sinceUs)} to ${clock(atUs)} ${node(host)} tried ${times.length} times to call back copies of ${key} of ${db}.`,
      "It failed each time, and calls that wait for it began it anew at once.",
      "Until the next recovery it cannot come off, and the daemon does nothing else meanwhile.",
    ],
  };
}
