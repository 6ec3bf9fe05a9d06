import type { TraceEvent } from "../../model/index.ts";

/** The time in which a client believes to hold the lock of a file. */
interface Hold {
  /** Where in the trace it is told of. */
  readonly at: number[];
  isEventful: boolean;
}

/**
 * Which of the events that tell what clients believe of a lock matter to a reader, by index: those of a hold in which the
 * lock is dropped, kept or reclaimed, in which somebody else believes to hold it, or that does not end by its being given
 * back. Of the others there may be hundreds.
 */
export function eventfulHolds(events: readonly TraceEvent[]): ReadonlySet<number> {
  const files = new Map<string, Map<number, Hold>>();
  const eventful = new Set<number>();
  for (const [index, event] of events.entries()) {
    if (!("file" in event)) continue;
    const holds = files.get(event.file) ?? new Map<number, Hold>();
    files.set(event.file, holds);
    const ended = follow(holds, event, index);
    if (ended?.isEventful === true) for (const at of ended.at) eventful.add(at);
  }
  for (const holds of files.values()) for (const { at } of holds.values()) for (const index of at) eventful.add(index);
  return eventful;
}

/** Takes one event in; the hold that it ends, if it does. */
function follow(
  holds: Map<number, Hold>,
  event: Extract<TraceEvent, { readonly file: string }>,
  index: number,
): Hold | undefined {
  const { type, client } = event;
  const hold = holds.get(client);
  if (type === "file-lock-believed") {
    holds.set(client, { at: [...(hold?.at ?? []), index], isEventful: hold !== undefined });
    if (holds.size > 1) for (const each of holds.values()) each.isEventful = true;
  } else if (hold !== undefined && (type === "file-lock-dropped" || type === "file-lock-kept")) hold.isEventful = true;
  else if (hold !== undefined && type === "file-lock-reclaimed") {
    hold.at.push(index);
    hold.isEventful = true;
  } else if (type === "file-lock-given-up") {
    holds.delete(client);
    return { at: [...(hold?.at ?? []), index], isEventful: hold?.isEventful !== false || event.why !== "unlocked" };
  }
  return undefined;
}
