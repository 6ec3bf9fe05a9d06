import type { Pnn } from "../../model/index.ts";
import { never } from "../never.ts";
import { clock, node } from "../sentences.ts";
import { needsLockManagers } from "./kept-locks-are-given-back.ts";

interface Kept {
  readonly client: number;
  readonly manager: string;
  readonly atUs: number;
}

interface State {
  /** What is kept, by file. */
  readonly kept: Map<string, Kept>;
  /** Where the lock manager of an address was started last. */
  readonly started: Map<string, Pnn>;
}

/** What nobody has reclaimed in the grace of a lock manager nobody will: until it is free everybody else is refused. */
export const keptLocksAreFreed = never<State>({
  name: "kept-locks-are-freed",
  sentence: "When the grace of a lock manager is over, what was kept under its name is given back or free.",
  needs: ["file-lock-kept", "file-lock-dropped", "file-lock-granted", "grace-began", "grace-ended"],
  applies: needsLockManagers,
  initial: () => ({ kept: new Map(), started: new Map() }),
  step({ kept, started }, event) {
    const { host, atUs } = event;
    if (event.type === "file-lock-kept") kept.set(event.file, { ...event, atUs });
    else if ("file" in event) kept.delete(event.file);
    if (event.type === "grace-began") for (const address of event.addresses) started.set(address, host);
    if (event.type !== "grace-ended") return null;
    for (const [file, { client, manager, atUs: sinceUs }] of kept) {
      // One that was left over on a node that was cut off, or stood still, does not speak for the next of its name.
      if (!event.addresses.includes(manager) || started.get(manager) !== host) continue;
      return {
        atUs,
        hosts: [host],
        why: [
          `The grace of the lock manager of ${manager} on ${node(host)} is over, and the file system keeps the lock of ${JSON.stringify(file)}.`,
          `It keeps it under that name for client ${client} since ${clock(sinceUs)}.`,
          "What is not reclaimed until then is free: the bound is zero.",
        ],
      };
    }
    return null;
  },
});
