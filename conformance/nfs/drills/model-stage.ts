import { type GraceDesign, type LockOp, LockTable, type Model } from "../../../model/index.ts";
import { LoneServer } from "./lone-server.ts";
import type { ServerName, Stage, Step } from "./step.ts";

/** What the stage of the model is set up with. */
export interface ModelSetting {
  readonly model: Model;
  readonly design: GraceDesign;
  readonly graceSeconds: number;
}

const SECOND_US = 1_000_000;
const PNN: Readonly<Record<ServerName, number>> = { one: 0, other: 1 };

/** Carries drills out with the model's charts. */
export class ModelStage implements Stage {
  readonly #setting: ModelSetting;
  readonly #table: LockTable;
  readonly #servers: Readonly<Record<ServerName, LoneServer>>;
  readonly #clients: string[] = [];
  readonly #ways = new Map<string, { readonly at: ServerName; readonly address: string }>();
  #graceFromUs = 0;

  constructor(setting: ModelSetting) {
    this.#setting = setting;
    this.#table = new LockTable(setting.design);
    this.#servers = { one: this.#server("one"), other: this.#server("other") };
  }

  /** One step, and what is answered. */
  async take(step: Step): Promise<string> {
    const { one } = this.#servers;
    switch (step.act) {
      case "arrive":
      case "return":
        if (!this.#clients.includes(step.who)) this.#clients.push(step.who);
        this.#ways.set(step.who, step);
        return "granted";
      case "lock":
      case "reclaim":
      case "unlock":
        return this.#ask(step.who, step.act, step.file);
      case "done":
        return this.#ask(step.who, "done", "");
      // The model's clients write whenever they believe to hold the lock: no server asks whether they may.
      case "write":
        return "granted";
      case "startipreallocate":
      case "takeip":
      case "releaseip":
        this.#graceFromUs = one.nowUs;
        one.callOut(step.act, step.act === "startipreallocate" ? "" : step.address, this.#numbersOf(step));
        return "";
      case "restart":
        return this.#restart();
      case "crash-other":
        this.#table.lose(PNN.other);
        this.#table.free(PNN.other);
        return "";
      case "pause":
        one.pause(step.seconds * SECOND_US);
        return "";
      case "over":
        return this.#over();
    }
  }

  /** The design has the lock manager restarted: what it holds is dropped, and it is in grace (facts/ip-nfs.md §4.1). */
  #restart(): string {
    const { one } = this.#servers;
    one.callOut("startipreallocate");
    one.pause(0);
    this.#graceFromUs = one.nowUs;
    return "";
  }

  #over(): string {
    const { one } = this.#servers;
    if (one.isOpen) return "not in grace";
    const isOver = one.waitForEnd();
    const lasted = one.nowUs - this.#graceFromUs;
    if (!isOver) return "goes on";
    return lasted < this.#setting.graceSeconds * SECOND_US ? "early" : "by its timer";
  }

  #ask(who: string, op: LockOp, file: string): string {
    const { at, address } = this.#ways.get(who) ?? { at: "one", address: "" };
    const client = this.#clients.indexOf(who);
    return this.#servers[at].ask({ id: 1, client, op, file, way: { address } }) ?? "no answer";
  }

  #numbersOf(step: Step): readonly number[] {
    return "clients" in step ? (step.clients ?? []).map((who) => this.#clients.indexOf(who)) : [];
  }

  #server(name: ServerName): LoneServer {
    const { model, design, graceSeconds } = this.#setting;
    return new LoneServer({ model, design, pnn: PNN[name], table: this.#table, graceUs: graceSeconds * SECOND_US });
  }
}
