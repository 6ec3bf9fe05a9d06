import { graceDesigns, type ObservationType, type Pnn, type TraceEvent } from "../../model/index.ts";
import type { Setting } from "../property.ts";
import { Graces, graceTypes } from "./graces.ts";

/** What it is folded from. */
export const enteredTypes = [...graceTypes, "host-started"] as const satisfies readonly ObservationType[];

/** Does the file system hold locks until every server of a host is in grace, one whose node has no ctdbd too? */
export function isHeldForAll({ nfs }: Setting): boolean {
  if (nfs === undefined) return false;
  const { fileSystem, servers } = graceDesigns[nfs.grace];
  return fileSystem === "hold" && servers === "of-host";
}

/**
 * Whether the server of every host that is there is in grace: until then a file system that holds locks holds those of
 * dead nodes (facts/ip-nfs.md §6.2). A host that has come up, and is no member of the cluster yet, holds up all.
 */
export class EnteredByAll {
  private readonly hosts = new Set<Pnn>();
  private readonly graces = new Graces();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    this.graces.observe(event);
    if (event.type === "host-started") this.hosts.add(event.host);
    if (event.type === "host-crashed") this.hosts.delete(event.host);
  }

  /** Is each in grace now? */
  get areAllIn(): boolean {
    return [...this.hosts].every((host) => this.graces.of(host, "") !== undefined);
  }
}
