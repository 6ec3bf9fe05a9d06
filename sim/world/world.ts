import {
  type AnyEvent,
  assumptionsInForce,
  type Constants,
  constantsFor,
  INVALID_GENERATION,
  leaseTtlUs,
  type Model,
  type Observation,
  type Pnn,
  type Range,
  type Scenario,
  type TraceEvent,
  UNKNOWN,
} from "../../model/index.ts";
import type { Choices } from "../choices/index.ts";
import { localAt, trueAt } from "../clock/index.ts";
import { Kernel, TraceHash } from "../kernel/index.ts";
import type { Network } from "../network/index.ts";
import type { ConnectionHooks } from "./connection-hooks.ts";
import type { DatabaseFiles } from "./database-files.ts";
import { KIND } from "./kinds.ts";
import type { NfsHooks } from "./nfs-hooks.ts";
import type { Packet } from "./packet.ts";
import type { Host, Process } from "./process.ts";
import type { LockService } from "./service.ts";
import type { LockStorage } from "./storage.ts";

/** An event on its way to a process. */
export interface Envelope {
  readonly process: Process;
  readonly event: AnyEvent;
}

/** Everything a run consists of while it runs. */
export class World {
  readonly kernel = new Kernel();
  readonly hash = new TraceHash();
  readonly hosts: Host[] = [];
  readonly scenario: Scenario;
  // Of the scenario, for all that is asked for at most events: scenarios have many shapes.
  readonly nodes: number;
  readonly timing: Scenario["timing"];
  readonly model: Model;
  readonly k: Constants;
  readonly choices: Choices;
  /** Dead processes are reaped at once, whatever their parent does (assumption dead-parents-are-reaped). */
  readonly reapsAlways: boolean;
  /** A reset never comes between the announcement of an election and its vote (election-follows-unknown). */
  readonly keepsBursts: boolean;
  /** After something stood still on a host nothing may again for this long; 0: it may (pause-shorter-than-ttl). */
  readonly restUs: number;
  // Set once, when the world is assembled.
  network!: Network<Packet>;
  storage!: LockStorage;
  service!: LockService;
  files!: DatabaseFiles;
  /** The connections of clients to public addresses. */
  connections!: ConnectionHooks;
  /** A process has worked out what it was about, and goes on. */
  computed!: (process: Process) => void;
  /** Absent: nothing is served by NFS. */
  nfs: NfsHooks | undefined = undefined;
  /** Machines outside the cluster: numbered after its nodes; an observer of the cluster sees none of them. */
  readonly outside: Host[] = [];
  nextRequest = 1;
  nextBatch = 1;
  nextRun = 1;
  /** Recoveries are counted where all nodes see it (our design). */
  nextEpoch = 1;
  private readonly slow: number[] = [];
  private readonly listeners: ((event: TraceEvent) => void)[] = [];

  constructor(scenario: Scenario, model: Model, choices: Choices) {
    this.scenario = scenario;
    this.nodes = scenario.nodes;
    this.timing = scenario.timing;
    this.model = model;
    this.choices = choices;
    this.k = constantsFor(model, scenario);
    const { lock, dropped, ctdb } = scenario;
    const inForce = new Set(assumptionsInForce(lock, dropped, ctdb).map(({ name }) => name));
    this.reapsAlways = inForce.has("dead-parents-are-reaped");
    this.restUs = inForce.has("pause-shorter-than-ttl") ? leaseTtlUs(scenario.lock, this.k) : 0;
    this.keepsBursts = inForce.has("election-follows-unknown");
  }

  /** Whoever wants to see what happens. */
  listen(listener: (event: TraceEvent) => void): void {
    this.listeners.push(listener);
  }

  /** Something happened that an observer could see. */
  emit(pnn: Pnn, observation: Observation): void {
    const host = pnn < this.nodes ? pnn : UNKNOWN;
    const atUs = this.kernel.nowUs;
    this.hash.addInt(atUs);
    this.hash.addInt(host);
    this.hash.addString(observation.type);
    // Not a spread, which is several times slower for something of so many shapes.
    const event: TraceEvent = Object.assign({}, observation, { atUs, host });
    for (const listener of this.listeners) listener(event);
  }

  /** An integer from a range, on the stream of that label; `who` is the host or the link (`linkOf`) that asks. */
  draw(label: string, range: Range, who?: number): number {
    // By index: to take a pair apart costs an iterator, and this is asked for most events.
    const min = range[0];
    const max = range[1];
    // Ranges were checked when the scenario was read.
    return min === max ? min : min + this.choices.pick(label, max - min + 1, who);
  }

  /** A generation: random, and never the invalid one. */
  drawGeneration(): number {
    return this.draw("generation", [INVALID_GENERATION + 1, 0x7fffffff]);
  }

  /** Has an event handled by a process after a while. */
  post(process: Process, event: AnyEvent, delayUs: number): void {
    const envelope: Envelope = { process, event };
    this.kernel.schedule(this.kernel.nowUs + delayUs, KIND.arrive, process.host.pnn, envelope);
  }

  /** Has something of the world's own done after a while. */
  later(delayUs: number, action: () => void): void {
    this.kernel.schedule(this.kernel.nowUs + delayUs, KIND.action, -1, action);
  }

  /** Time between two processes of a host. */
  localDelayUs(host: Host): number {
    return this.draw("local", this.timing.localUs, host.pnn) + host.slowLocalUs;
  }

  /** The number of a link, one a direction. */
  linkOf(from: Pnn, to: Pnn): number {
    return from * this.nodes + to;
  }

  /** Makes a link slower (or faster again, when negative). */
  slowLink(from: Pnn, to: Pnn, byUs: number): void {
    const index = this.linkOf(from, to);
    this.slow[index] = Math.max(0, (this.slow[index] ?? 0) + byUs);
  }

  /** How much slower than usual a link is. */
  slownessUs(from: Pnn, to: Pnn): number {
    return this.slow[this.linkOf(from, to)] ?? 0;
  }

  /** What a host's clock shows. */
  clockUs(host: Host): number {
    return localAt(host.clock, this.kernel.nowUs);
  }

  /** What a host's clock would show had nobody set it. */
  monotonicUs(host: Host): number {
    return this.clockUs(host) - host.clock.offsetUs;
  }

  /** When a host's clock, as it would be had nobody set it if `monotonic`, will show this; now, if it does already. */
  trueTimeUs(host: Host, localUs: number, monotonic = false): number {
    return Math.max(this.kernel.nowUs, trueAt(host.clock, monotonic ? localUs + host.clock.offsetUs : localUs));
  }

  /** A host by its number. */
  host(pnn: Pnn): Host {
    const host = this.hosts[pnn] ?? this.outside[pnn - this.nodes];
    if (host === undefined) throw new RangeError(`there is no host ${pnn}`);
    return host;
  }
}
