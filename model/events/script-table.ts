import type { EventName, ServiceName } from "../words/index.ts";

/** A script of `events.d`: what it does something in, and which service it looks after. */
export interface EventScript {
  readonly events: readonly EventName[];
  readonly service?: ServiceName;
}

/**
 * The scripts that matter, in the order of their names, in which they run (facts/ip-nfs.md §2.4). Others do nothing
 * that anything here could notice.
 */
export const eventScripts = {
  "00.ctdb": { events: ["init"] },
  "05.system": { events: ["monitor"] },
  "10.interface": {
    events: ["init", "startup", "takeip", "updateip", "releaseip", "ipreallocated", "monitor", "shutdown"],
  },
  "50.samba": { events: ["startup", "monitor", "shutdown"], service: "smb" },
  "60.nfs": {
    events: ["startup", "startipreallocate", "takeip", "releaseip", "ipreallocated", "monitor", "shutdown"],
    service: "nfs",
  },
  // What an administrator adds: it runs in every event.
  "99.local": {
    events: [
      "init",
      "setup",
      "startrecovery",
      "recovered",
      "startup",
      "startipreallocate",
      "takeip",
      "updateip",
      "releaseip",
      "ipreallocated",
      "monitor",
      "shutdown",
    ],
  },
} as const satisfies Readonly<Record<string, EventScript>>;

/** The name of a script. */
export type EventScriptName = keyof typeof eventScripts;

const names = Object.keys(eventScripts) as EventScriptName[];

/** The script that changes the addresses of the kernel. */
const INTERFACE: EventScriptName = "10.interface";

/** The scripts that do something in an event, in their order. */
export function scriptsOf(event: EventName): readonly EventScriptName[] {
  return names.filter((name) => (eventScripts[name].events as readonly EventName[]).includes(event));
}

/** Which service a script looks after; undefined: none. */
export function serviceOf(script: string): ServiceName | undefined {
  return (eventScripts as Readonly<Record<string, EventScript>>)[script]?.service;
}

/** Does 10.interface take all public addresses away in it? */
export function takesAllAway(event: EventName): boolean {
  return event === "init" || event === "shutdown";
}

/** Does 10.interface change the kernel's addresses in it? */
function changesAddresses(event: EventName): boolean {
  return event === "takeip" || event === "releaseip" || takesAllAway(event);
}

function split(event: EventName): readonly (readonly EventScriptName[])[] {
  const scripts = scriptsOf(event);
  const after = scripts.indexOf(INTERFACE) + 1;
  if (!changesAddresses(event) || after === 0) return [scripts];
  return [scripts.slice(0, after), scripts.slice(after)];
}

const parts = new Map<EventName, readonly (readonly EventScriptName[])[]>();

/** Its scripts in parts: at the end of the first one the kernel's addresses have changed, where an event changes them. */
export function partsOf(event: EventName): readonly (readonly EventScriptName[])[] {
  let found = parts.get(event);
  if (found === undefined) {
    found = split(event);
    parts.set(event, found);
  }
  return found;
}
