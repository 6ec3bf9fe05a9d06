import { graceDesigns, type ObservationOf, type Pnn, type TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting, Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";

interface State {
  /** By address: since when a node has its file system mounted. */
  readonly mounted: Map<string, Map<Pnn, number>>;
  /** The addresses that events of a node are about, by their numbers. */
  readonly releases: Map<string, string>;
}

const needs = [
  "file-system-mounted",
  "file-system-unmounted",
  "file-system-busy",
  "event-began",
  "event-ended",
  "host-crashed",
] as const;

function needsMounts(setting: Setting): string | null {
  const { nfs } = setting;
  const isMounted = nfs !== undefined && graceDesigns[nfs.grace].fileSystem === "one-at-a-time";
  return needsNfs(setting) ?? (isMounted ? null : "Every node has the file system mounted.");
}

/** A file system of one node is never mounted by two, and nothing keeps it mounted where its address was (facts/ip-nfs.md §5.4). */
export const oneMountAtATime = never<State>({
  name: "one-mount-at-a-time",
  sentence: "A node that has released an address has unmounted its file system, before another node mounts it.",
  needs,
  applies: needsMounts,
  initial: () => ({ mounted: new Map(), releases: new Map() }),
  step(state, event) {
    if (event.type === "host-crashed") for (const nodes of state.mounted.values()) nodes.delete(event.host);
    else if (event.type === "event-began" && event.event === "releaseip")
      state.releases.set(`${event.host} ${event.pid} ${event.run}`, event.address ?? "");
    else if (event.type === "event-ended") return ended(state, event);
    else if (event.type === "file-system-busy")
      return violation(event, [
        `${node(event.host)} cannot unmount the file system of ${event.address}.`,
        `Its lock manager still has locks on it: ${event.files.map((file) => JSON.stringify(file)).join(", ")}.`,
      ]);
    else if (event.type === "file-system-unmounted") state.mounted.get(event.address)?.delete(event.host);
    else if (event.type === "file-system-mounted") return mounts(state, event);
    return null;
  },
});

function mounts({ mounted }: State, event: ObservationOf<"file-system-mounted"> & TraceEvent): Violation | null {
  const nodes = mounted.get(event.address) ?? new Map<Pnn, number>();
  const [other] = [...nodes].filter(([host]) => host !== event.host);
  mounted.set(event.address, nodes.set(event.host, event.atUs));
  if (other === undefined) return null;
  const [host, sinceUs] = other;
  return violation(event, [
    `${node(event.host)} has mounted the file system of ${event.address}.`,
    `${node(host)} has it mounted since ${clock(sinceUs)}.`,
  ]);
}

function ended({ mounted, releases }: State, event: ObservationOf<"event-ended"> & TraceEvent): Violation | null {
  const key = `${event.host} ${event.pid} ${event.run}`;
  const address = releases.get(key) ?? "";
  releases.delete(key);
  const sinceUs = mounted.get(address)?.get(event.host);
  if (event.outcome !== "done" || sinceUs === undefined) return null;
  return violation(event, [
    `${node(event.host)} has released ${address}, as far as its event scripts say.`,
    `It has the file system of that address mounted since ${clock(sinceUs)}: the next node mounts it, too.`,
  ]);
}

function violation({ atUs, host }: TraceEvent, why: readonly [string, string]): Violation {
  return { atUs, hosts: [host], why: [...why, "A file system of one node is destroyed by two: the bound is zero."] };
}
