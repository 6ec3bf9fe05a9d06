import {
  type AnyEvent,
  type Effect,
  type FreeCause,
  type Observation,
  type Pnn,
  type Range,
  resendMaxUs,
  type Scenario,
  type ServiceAnswer,
  UNKNOWN,
} from "../../model/index.ts";
import { type HostClock, localAt, setRate, trueAt, trueClock } from "../clock/index.ts";
import type { Kernel } from "../kernel/index.ts";
import { LeaseStore } from "../lock-service/index.ts";
import { type Activation, note } from "./fibers.ts";
import { KIND } from "./kinds.ts";
import { isAlive, type Process } from "./process.ts";

/** What the service needs of the world around it. */
export interface ServiceSurroundings {
  readonly scenario: Scenario;
  readonly kernel: Kernel;
  draw(label: string, range: Range, who: number): number;
  later(delayUs: number, action: () => void): void;
  emit(host: Pnn, observation: Observation): void;
  post(process: Process, event: AnyEvent, delayUs: number): void;
}

type Ask = Extract<Effect, { kind: "request" }>;

/** A request on its way, or its answer. */
interface Request {
  readonly process: Process;
  readonly activation: Activation;
  readonly ask: Ask;
  triesLeft: number;
  done: boolean;
}

/** The lock service as the hosts find it: far away, with a clock of its own, sometimes cut off, slow, stalled or down. */
export class LockService {
  /** Sees every request that leaves a host, each try. */
  onAsk: ((host: Pnn) => void) | undefined = undefined;
  private readonly world: ServiceSurroundings;
  private readonly wake: (process: Process) => void;
  private readonly clock: HostClock;
  private readonly stores: Readonly<Record<Process["lock"], LeaseStore<Process>>>;
  private readonly cut: number[];
  private readonly slowUs: number[];
  private readonly late: { readonly host: Pnn; readonly byUs: number; left: number }[] = [];
  private stalled = 0;
  private down = 0;
  /** What cannot get through to, or back from, a host. */
  private held: { readonly host: Pnn; readonly sinceUs: number; readonly go: () => void }[] = [];
  /** What has arrived at the stalled service. */
  private queue: Request[] = [];

  /** @param wake has a process go on that was deaf until it was served */
  constructor(world: ServiceSurroundings, wake: (process: Process) => void) {
    this.world = world;
    this.wake = wake;
    this.clock = setRate(trueClock, 0, world.scenario.serviceRatePpm ?? 0);
    this.cut = new Array<number>(world.scenario.nodes).fill(0);
    this.slowUs = new Array<number>(world.scenario.nodes).fill(0);
    this.stores = { cluster: this.newStore("cluster"), recovery: this.newStore("recovery") };
  }

  /** A process asks the service something. */
  request(process: Process, activation: Activation, ask: Ask): void {
    activation.c.f.answer = null;
    if (ask.deaf === true) process.blocked = activation;
    this.send({ process, activation, ask, triesLeft: ask.tries, done: false });
  }

  /** Cuts a host off, or lets it through again. */
  setCut(pnn: Pnn, on: boolean): void {
    this.cut[pnn] = Math.max(0, (this.cut[pnn] ?? 0) + (on ? 1 : -1));
    this.report(pnn, this.cut[pnn] > 0 ? "cut" : "ok");
    if (this.cut[pnn] > 0) return;
    const through = this.held.filter(({ host }) => host === pnn);
    this.held = this.held.filter(({ host }) => host !== pnn);
    for (const { sinceUs, go } of through) {
      const stuckUs = this.world.kernel.nowUs - sinceUs;
      this.world.later(this.world.draw("service", [0, Math.min(stuckUs, resendMaxUs)], pnn), go);
    }
  }

  /** Makes the way from a host slower (or faster again, when negative). */
  slow(pnn: Pnn, byUs: number): void {
    this.slowUs[pnn] = (this.slowUs[pnn] ?? 0) + byUs;
    this.report(pnn, this.slowUs[pnn] > 0 ? "slow" : "ok");
  }

  /** Lets the service stand still, or go on with what has arrived. */
  setStalled(on: boolean): void {
    this.stalled = Math.max(0, this.stalled + (on ? 1 : -1));
    this.report(UNKNOWN, this.stalled > 0 ? "stalled" : "ok");
    if (this.stalled > 0) return;
    for (const request of this.queue.splice(0)) this.arrive(request);
  }

  /** Takes the service down, or brings it back; what it keeps stays. */
  setDown(on: boolean): void {
    this.down = Math.max(0, this.down + (on ? 1 : -1));
    this.report(UNKNOWN, this.down > 0 ? "down" : "ok");
    if (this.down > 0) for (const request of this.queue.splice(0)) this.arrive(request);
  }

  /** Ends the holder's lease before its time. */
  endEarly(): void {
    const object = this.stores.cluster.endEarly();
    if (object !== undefined) this.world.emit(UNKNOWN, { type: "lease-ended-early", object });
  }

  /** The next renewals of a host arrive late. */
  delayRenewals(host: Pnn, byUs: number, times: number): void {
    this.late.push({ host, byUs, left: times });
  }

  /** Renewals arrive as usual again. */
  forgetDelays(): void {
    this.late.length = 0;
  }

  private newStore(lock: Process["lock"]): LeaseStore<Process> {
    const { world } = this;
    const { kernel } = world;
    const prefix = lock === "cluster" ? "" : "recovery-";
    const seen = (process: Process, event: Observation): void => world.emit(process.host.pnn, event);
    return new LeaseStore<Process>({
      endsAtUs: (ttlUs) => trueAt(this.clock, localAt(this.clock, kernel.nowUs) + ttlUs),
      schedule: (atUs, key) => kernel.schedule(atUs, KIND.action, UNKNOWN, () => this.stores[lock].expire(key)),
      cancel: (ticket) => {
        kernel.cancel(ticket);
      },
      taken: (process, object) =>
        seen(process, {
          type: `${prefix}lock-taken`,
          pid: process.pid,
          object,
          probe: process.program === "lock-probe",
        }),
      freed: (process, object, cause: FreeCause) =>
        seen(process, { type: `${prefix}lock-freed`, pid: process.pid, object, cause }),
    });
  }

  private send(request: Request): void {
    const { process, ask } = request;
    request.triesLeft -= 1;
    const tryLeft = request.triesLeft;
    this.onAsk?.(process.host.pnn);
    this.travel(process.host.pnn, this.latenessUs(request), () => this.arrive(request));
    this.world.later(ask.timeoutUs, () => {
      if (request.done || request.triesLeft !== tryLeft || !isAlive(process)) return;
      if (tryLeft > 0) this.send(request);
      else this.answer(request, { ok: false, error: "timeout" });
    });
  }

  private arrive(request: Request): void {
    if (this.down > 0) this.reply(request, { ok: false, error: "unreachable" });
    else if (this.stalled > 0) this.queue.push(request);
    else this.reply(request, this.stores[request.process.lock].perform(request.process, request.ask.call));
  }

  private reply(request: Request, answer: ServiceAnswer): void {
    this.travel(request.process.host.pnn, 0, () => this.answer(request, answer));
  }

  private answer(request: Request, answer: ServiceAnswer): void {
    const { process, activation, ask } = request;
    if (request.done || !isAlive(process)) return;
    request.done = true;
    if (ask.deaf !== true) {
      this.world.post(process, { type: "SERVED", activation, answer } as AnyEvent, 0);
      return;
    }
    note(activation, "answer", answer);
    this.wake(process);
  }

  /** Has something done at the other end of the way between a host and the service. */
  private travel(host: Pnn, extraUs: number, go: () => void): void {
    const delayUs =
      this.world.draw("service", this.world.scenario.timing.networkUs, host) + (this.slowUs[host] ?? 0) + extraUs;
    const pass = (): void => {
      if ((this.cut[host] ?? 0) > 0) this.held.push({ host, sinceUs: this.world.kernel.nowUs, go });
      else go();
    };
    this.world.later(delayUs, pass);
  }

  private latenessUs({ process, ask }: Request): number {
    const isRenewal = ask.call.op === "put" && ask.call.when !== "absent";
    const fault = isRenewal ? this.late.find(({ host, left }) => host === process.host.pnn && left > 0) : undefined;
    if (fault === undefined) return 0;
    fault.left -= 1;
    return fault.byUs;
  }

  private report(host: Pnn, state: "ok" | "cut" | "slow" | "stalled" | "down"): void {
    this.world.emit(host, { type: "service-changed", state });
  }
}
