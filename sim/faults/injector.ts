import type { Fault, Pnn, TraceEvent } from "../../model/index.ts";
import { isDeleted, type Runtime, type World } from "../world/index.ts";
import { aimed } from "./aim.ts";
import { applyFault, describe } from "./apply.ts";

/** Carries the scenario's faults out: at their time, or when what they wait for is seen. */
export class Injector {
  private readonly world: World;
  private readonly runtime: Runtime;
  private readonly mayStrike: () => boolean;
  /** Faults that wait for something to be seen. */
  private armed: { readonly fault: Fault; readonly index: number }[] = [];
  /** How to undo what still lasts. */
  private readonly lasting = new Map<number, () => void>();
  private over = false;

  /** @param mayStrike asked before each fault strikes; false: it never does */
  constructor(world: World, runtime: Runtime, mayStrike: () => boolean = () => true) {
    this.world = world;
    this.runtime = runtime;
    this.mayStrike = mayStrike;
    world.listen((event) => this.notice(event));
  }

  /** Plans every fault of the scenario. */
  plan(): void {
    for (const [index, fault] of this.world.scenario.faults.entries()) {
      this.world.later(fault.atUs, () => {
        if (this.over) return;
        if (fault.on === undefined) this.inject(fault, index);
        else this.armed.push({ fault, index });
      });
    }
  }

  /** Undoes everything that still lasts, and injects nothing more. */
  stop(): void {
    this.over = true;
    this.armed = [];
    for (const index of [...this.lasting.keys()]) this.endFault(index);
  }

  private notice(event: TraceEvent): void {
    if (this.armed.length === 0) return;
    const due = this.armed.filter(
      ({ fault }) => fault.on?.event === event.type && (fault.on.host ?? event.host) === event.host,
    );
    if (due.length === 0) return;
    this.armed = this.armed.filter((armed) => !due.includes(armed));
    for (const { fault, index } of due) {
      const { delayUs = 0, withinUs = 0, strikes = "here" } = fault.on ?? {};
      const isHere = strikes === "here";
      const target = aimed(fault, isHere ? event.host : this.otherThan(event.host));
      const pid = isHere && "pid" in event ? event.pid : 0;
      this.world.later(delayUs + this.world.draw("fault-phase", [0, withinUs]), () => {
        if (!this.over) this.inject(target, index, pid);
      });
    }
  }

  /** One of the other hosts; the only one if there is no other. */
  private otherThan(host: Pnn): Pnn {
    const others = this.world.hosts.filter(({ pnn }) => pnn !== host && !isDeleted(this.world, pnn));
    return others[this.world.draw("fault-host", [0, Math.max(0, others.length - 1)])]?.pnn ?? host;
  }

  /** @param pid the process that the trigger was about; 0: none */
  private inject(fault: Fault, index: number, pid = 0): void {
    if (!this.mayStrike()) return;
    const host: Pnn = "host" in fault ? fault.host : -1;
    this.world.emit(host, { type: "fault-injected", fault: fault.kind, index, detail: describe(fault) });
    const undo = applyFault(this.world, this.runtime, fault, pid);
    const ended = (): void => this.world.emit(host, { type: "fault-ended", fault: fault.kind, index });
    if (undo === undefined) {
      if (lasts(fault)) ended();
      return;
    }
    this.lasting.set(index, () => {
      undo();
      ended();
    });
    if ("forUs" in fault && fault.kind !== "admin" && fault.forUs > 0)
      this.world.later(fault.forUs, () => this.endFault(index));
  }

  private endFault(index: number): void {
    const undo = this.lasting.get(index);
    this.lasting.delete(index);
    undo?.();
  }
}

/** Is it of a kind that lasts? One that strikes nobody is over at once; who is switched off stays so without an end. */
function lasts(fault: Fault): boolean {
  return "forUs" in fault && fault.kind !== "admin" && fault.kind !== "crash-host";
}
