import type { ObservationType, Pnn, ProgramName, TraceEvent } from "../../model/index.ts";
import { Clients, clientTypes } from "./clients.ts";
import { DatabaseGenerations, databaseGenerationTypes } from "./database-generations.ts";
import { Disturbances, disturbanceTypes } from "./disturbances.ts";
import { Freezes, freezeTypes } from "./freezes.ts";
import type { HostView } from "./host-view.ts";
import { addressTypes, darkHosts, noteHost } from "./hosts.ts";
import { InHand, inHandTypes } from "./in-hand.ts";
import { LockTruth, lockTypes } from "./lock-truth.ts";
import { Meter } from "./meter.ts";
import { Pushes, pushTypes } from "./pushes.ts";
import { Recalls, recallTypes } from "./recalls.ts";
import { noteService, serviceTypes } from "./service-away.ts";
import { Takeovers, takeoverTypes } from "./takeovers.ts";
import {
  execTypes,
  linkTypes,
  noteScripts,
  noteStorage,
  SlowExec,
  SlowLinks,
  scriptTypes,
  storageTypes,
  Unscheduled,
  unscheduledTypes,
} from "./unscheduled.ts";

const raceTypes = [
  "election-started",
  "lock-believed",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

type Part = (event: TraceEvent) => void;

/** What an observer knows at this moment, folded once from the trace and read by every property. */
export class Picture {
  readonly hosts: readonly HostView[];
  readonly lock: LockTruth;
  readonly disturbances = new Disturbances();
  /** Time in which a process of the host was not scheduled or its local delivery was slow. */
  readonly unscheduled: Meter;
  /** Time in which the host's storage hung. */
  readonly storageHung: Meter;
  /** Time in which the lock service was away from the host, or slow. */
  readonly serviceAway: Meter;
  /** Time in which fork and exec were slow on the host. */
  readonly execSlow: Meter;
  /** Time in which event scripts were slow on the host. */
  readonly scriptSlow: Meter;
  /** The takeover runs, and which of them may be moving addresses. */
  readonly takeovers = new Takeovers();
  /** Time in which a link of the host was slow. */
  readonly linkSlow: Meter;
  /** Time in which the host's recovery daemon may have held an election, on top of whatever else it waits for. */
  readonly racing: Meter;
  /** Time in which the host's recovery daemon may have told all nodes its flags, on top of whatever else it waits for. */
  readonly pushing: Meter;
  /** Time in which a helper ran on the host for which the main loop waits: of a recovery, or of a takeover run. */
  readonly helping: Meter;
  /** Which records the clients hold, and for which they wait. */
  readonly clients = new Clients();
  /** Which copies of databases are frozen, or are to be. */
  readonly freezes = new Freezes();
  /** Which copies to read nobody can call back just now. */
  readonly recalls = new Recalls();
  /** Which databases the recoveries that run have in hand. */
  readonly inHand = new InHand();
  /** The generation of each copy of a database. */
  readonly databaseGenerations = new DatabaseGenerations();
  private readonly parts = new Map<ObservationType, Part[]>();

  /** @param blockedUs how long a recovery daemon may wait for one control */
  constructor(hosts: number, blockedUs: number) {
    this.hosts = darkHosts(hosts);
    this.lock = new LockTruth(hosts);
    this.unscheduled = new Meter(hosts);
    this.storageHung = new Meter(hosts);
    this.serviceAway = new Meter(hosts);
    this.listen(serviceTypes, (event) => noteService(this.serviceAway, hosts, event));
    this.execSlow = new Meter(hosts);
    this.helping = new Meter(hosts);
    this.racing = new Meter(hosts);
    this.pushing = new Meter(hosts);
    const pushes = new Pushes(this.pushing, blockedUs);
    this.listen(pushTypes, (event) => pushes.observe(event));
    this.linkSlow = new Meter(hosts);
    this.scriptSlow = new Meter(hosts);
    this.listen(scriptTypes, (event) => noteScripts(this.scriptSlow, event));
    this.listen(takeoverTypes, (event) => this.takeovers.observe(event, this.hosts));
    const slowLinks = new SlowLinks(this.linkSlow);
    this.listen(linkTypes, (event) => slowLinks.observe(event));
    const unscheduled = new Unscheduled(this.unscheduled);
    this.listen([...addressTypes, "address-known"], (event) => noteHost(this.hosts, event));
    this.listen(lockTypes, (event) => this.lock.observe(event));
    this.listen(unscheduledTypes, (event) => unscheduled.observe(event));
    this.listen(storageTypes, (event) => noteStorage(this.storageHung, hosts, event));
    const slowExec = new SlowExec(this.execSlow);
    this.listen(execTypes, (event) => slowExec.observe(event));
    this.listen(raceTypes, (event) => this.noteRace(event, blockedUs));
    this.listen(disturbanceTypes, (event) => this.disturbances.observe(event));
    this.listen(clientTypes, (event) => this.clients.observe(event));
    this.listen(recallTypes, (event) => this.recalls.observe(event));
    this.listen(freezeTypes, (event) => this.freezes.observe(event));
    this.listen(inHandTypes, (event) => this.inHand.observe(event));
    this.listen(databaseGenerationTypes, (event) => this.databaseGenerations.observe(event));
    this.listen(["process-started", "process-exited", "host-crashed"], (event) => this.noteHelper(event));
  }

  /** Takes one observation in; they come in order of time. */
  observe(event: TraceEvent): void {
    const parts = this.parts.get(event.type);
    if (parts !== undefined) for (const part of parts) part(event);
  }

  /** What is known of a host; a host that is not in the cluster is a mistake of the caller's. */
  host(pnn: Pnn): HostView {
    const host = this.hosts[pnn];
    if (host === undefined) throw new RangeError(`Expected a host from 0 to ${this.hosts.length - 1}, got ${pnn}`);
    return host;
  }

  private listen(types: readonly ObservationType[], part: Part): void {
    for (const type of types) this.parts.set(type, [...(this.parts.get(type) ?? []), part]);
  }

  private noteRace(event: TraceEvent, blockedUs: number): void {
    const { host, atUs } = event;
    // A forced election first waits for every node, on top of whatever else the daemon waits for.
    if (event.type === "election-started") this.racing.startFor(host, blockedUs, atUs);
    if (event.type === "host-crashed") this.racing.clear(host, atUs);
    if (event.type === "process-exited" && event.program === "recoverd") this.racing.clear(host, atUs);
    if (event.type !== "lock-believed") return;
    if (event.lock === "taking") this.racing.start(host, "race", atUs);
    else this.racing.stop(host, "race", atUs);
  }

  private noteHelper(event: TraceEvent): void {
    const { host, atUs } = event;
    if (event.type === "host-crashed") this.helping.clear(host, atUs);
    if (event.type === "process-started" && isAwaited(event.program)) this.helping.start(host, `${event.pid}`, atUs);
    if (event.type === "process-exited") this.helping.stop(host, `${event.pid}`, atUs);
  }
}

/** Helpers for which the main loop of the recovery daemon waits (facts/recovery.md §2.3, facts/ip-nfs.md §1.3). */
function isAwaited(program: ProgramName): boolean {
  return program === "recovery-helper" || program === "takeover-helper";
}
