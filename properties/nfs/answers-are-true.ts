import type { ObservationOf, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting, Violation } from "../property.ts";
import { clock } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";

/** What a client believes of a file, or did when it gave it back. */
interface Belief {
  readonly node: Pnn;
  readonly version: number;
  /** When it gave the lock back; -1: it has not. */
  backUs: number;
  /** Its server may not have it any more, so that to give it back changes nothing. */
  hasMoved: boolean;
}

interface State {
  readonly setting: Setting;
  /** By file and client: how the file system granted the lock last. */
  readonly grants: Map<string, "anew" | "back">;
  /** By file: what each client believes of it. */
  readonly files: Map<string, Map<number, Belief>>;
}

const goneTypes = [
  "host-crashed",
  "host-paused",
  "address-removed",
  "lock-manager-stopped",
] as const satisfies readonly ObservationType[];

/** Who held locks through a host that goes, or gives up an address or its service, holds them there no more. */
function noteGone({ files }: State, { host }: TraceEvent): void {
  for (const beliefs of files.values())
    for (const belief of beliefs.values()) if (belief.node === host) belief.hasMoved = true;
}

function lie(
  { client, file }: ObservationOf<"file-lock-believed">,
  atUs: number,
  evidence: string,
  bound: string,
): Violation {
  const what = `Client ${client} was told that it holds the lock of ${JSON.stringify(file)}.`;
  return { atUs, hosts: [], why: [what, evidence, bound] };
}

/** Who has the lock next finds the file written by those who gave it back, at servers that had their locks still. */
function believe(state: State, event: ObservationOf<"file-lock-believed">, atUs: number): Violation | null {
  const { client, file, node, version } = event;
  const beliefs = state.files.get(file) ?? new Map<number, Belief>();
  state.files.set(file, beliefs);
  const stale = [...beliefs].find(
    ([, { backUs, hasMoved, version: had }]) => backUs >= 0 && !hasMoved && had >= version,
  );
  for (const [one, { backUs }] of beliefs) if (backUs >= 0) beliefs.delete(one);
  // A client of NFSv4 that goes elsewhere gives back by another server what it has at the one before.
  const hasMoved = state.setting.nfs?.users[client]?.goesTo !== undefined;
  beliefs.set(client, { node, version, backUs: -1, hasMoved });
  if (state.grants.get(`${client} ${file}`) !== "anew")
    return lie(event, atUs, "The file system did not grant it.", "A server says what the file system has answered.");
  if (stale === undefined) return null;
  const [other, { backUs }] = stale;
  return lie(
    event,
    atUs,
    `Client ${other} had given it back at ${clock(backUs)}, and nothing that it wrote is there (version ${version}).`,
    "What a client gives back is free: the file system has it written then.",
  );
}

/** The last word on a lock is the file system's: a server that has its own tells clients what is not so. */
export const answersAreTrue = never<State>({
  name: "answers-are-true",
  sentence: "What a client is told of its lock is so: granted, granted back as a reclaim, or given back.",
  needs: [
    "file-lock-granted",
    "file-lock-believed",
    "file-lock-reclaimed",
    "file-lock-given-up",
    "file-lock-dropped",
    "file-lock-kept",
    ...goneTypes,
  ],
  applies: needsNfs,
  initial: (setting) => ({ setting, grants: new Map(), files: new Map() }),
  step(state, event) {
    if (!("file" in event)) {
      noteGone(state, event);
      return null;
    }
    const { file, client, atUs } = event;
    const belief = state.files.get(file)?.get(client);
    if (event.type === "file-lock-granted") state.grants.set(`${client} ${file}`, event.reclaim ? "back" : "anew");
    if (event.type === "file-lock-believed") return believe(state, event, atUs);
    if (event.type === "file-lock-given-up" && event.why === "unlocked" && belief !== undefined) belief.backUs = atUs;
    else if (event.type === "file-lock-given-up") state.files.get(file)?.delete(client);
    else if (event.type !== "file-lock-granted" && belief !== undefined) belief.hasMoved = true;
    if (event.type !== "file-lock-reclaimed") return null;
    // It has not moved any more: it is where it was reclaimed.
    if (belief !== undefined) {
      const { node, version } = event;
      const hasMoved = state.setting.nfs?.users[client]?.goesTo !== undefined;
      state.files.get(file)?.set(client, { node, version, backUs: -1, hasMoved });
    }
    if (state.grants.get(`${client} ${file}`) === "back") return null;
    return lie(
      event,
      atUs,
      "It had reclaimed it, and the file system has not granted it to it as a reclaim.",
      "A server asks for a client what that asks for: only so can the file system tell who had the lock.",
    );
  },
});
