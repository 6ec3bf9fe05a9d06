import type { ObservationOf, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting, Violation } from "../property.ts";
import { clock } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";

/** What the file system has granted a client last, and what that was told. */
interface Grant {
  readonly host: Pnn;
  readonly isReclaim: boolean;
  /** Its server may not have it any more, so that to give it back changes nothing. */
  hasMoved: boolean;
  /** The version of the file that the client was told. */
  version: number;
  /** When it gave the lock back; -1: it has not. */
  backUs: number;
}

/** By file: the grant of each client. */
type Files = Map<string, Map<number, Grant>>;

interface State {
  readonly setting: Setting;
  readonly files: Files;
}

/** What is told of a lock. */
type Answer = ObservationOf<"file-lock-believed" | "file-lock-reclaimed"> & TraceEvent;

/** Where a host goes, stands still, or gives up an address or its service, its locks may go with that. */
const goneTypes = [
  "host-crashed",
  "host-paused",
  "address-removed",
  "lock-manager-stopped",
] as const satisfies readonly ObservationType[];

function noteGone(files: Files, host: Pnn): void {
  for (const grants of files.values())
    for (const grant of grants.values()) if (grant.host === host) grant.hasMoved = true;
}

function noteGrant({ files, setting }: State, event: ObservationOf<"file-lock-granted"> & TraceEvent): void {
  const { file, client, host, reclaim, atUs } = event;
  const grants = files.get(file) ?? new Map<number, Grant>();
  files.set(file, grants);
  const { backUs = -1, version = 0, hasMoved = false } = grants.get(client) ?? {};
  // A client of NFSv4 that goes elsewhere gives back by another server what it has at the one before.
  const goes = (setting.nfs?.users[client]?.goesTo?.atUs ?? atUs) < atUs;
  grants.set(client, { host, isReclaim: reclaim, hasMoved: (backUs >= 0 && hasMoved) || goes, version, backUs });
}

/** Somebody who had given the lock back, at a server that had it still, and of whom this version of the file knows nothing. */
function unwritten(grants: ReadonlyMap<number, Grant>, version: number): [number, Grant] | undefined {
  return [...grants].find(([, grant]) => grant.backUs >= 0 && !grant.hasMoved && grant.version >= version);
}

/** What is not so of an answer: the evidence, and the bound; undefined: all of it is so. */
function lie({ files }: State, answer: Answer): readonly [string, string] | undefined {
  const { file, client, version, type } = answer;
  const grants = files.get(file) ?? new Map<number, Grant>();
  const grant = grants.get(client);
  const isReclaim = type === "file-lock-reclaimed";
  if (grant === undefined || grant.isReclaim !== isReclaim)
    return [
      `The file system has not granted it ${isReclaim ? "as a reclaim, which the client had asked for" : "anew, as the client had asked"}.`,
      "A server asks for a client what that asks for: only so can the file system tell who had the lock.",
    ];
  const stale = isReclaim ? undefined : unwritten(grants, version);
  if (stale === undefined) return undefined;
  const [other, { backUs }] = stale;
  return [
    `Client ${other} had given it back at ${clock(backUs)}, and nothing that it wrote is there (version ${version}).`,
    "What a client gives back is free: the file system has it written then.",
  ];
}

/** Whoever has the lock now: what others gave back is settled with that. */
function note({ files }: State, { file, client, version }: Answer): void {
  const grants = files.get(file);
  for (const [one, { backUs }] of grants ?? []) if (backUs >= 0 && one !== client) grants?.delete(one);
  const grant = grants?.get(client);
  if (grant !== undefined) Object.assign(grant, { version, backUs: -1 });
}

function told(state: State, answer: Answer): Violation | null {
  const { atUs, file, client } = answer;
  const found = lie(state, answer);
  note(state, answer);
  if (found === undefined) return null;
  const what = `Client ${client} was told that it holds the lock of ${JSON.stringify(file)}.`;
  return { atUs, hosts: [], why: [what, ...found] };
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
  initial: (setting) => ({ setting, files: new Map() }),
  step(state, event) {
    if (!("file" in event)) {
      noteGone(state.files, event.host);
      return null;
    }
    const grant = state.files.get(event.file)?.get(event.client);
    if (event.type === "file-lock-granted") noteGrant(state, event);
    else if (event.type === "file-lock-believed" || event.type === "file-lock-reclaimed") return told(state, event);
    else if (grant === undefined) return null;
    else if (event.type !== "file-lock-given-up") grant.hasMoved = true;
    else if (event.why === "unlocked") grant.backUs = event.atUs;
    else state.files.get(event.file)?.delete(event.client);
    return null;
  },
});
