import { setTimeout as sleep } from "node:timers/promises";
import { NotEstablishedError } from "../../clause/index.ts";
import { Ganesha, type GaneshaSetting, Place } from "../ganesha/index.ts";
import { RealClient } from "./real-client.ts";
import type { ServerName, Stage, Step } from "./step.ts";

/** Addresses of the servers: that of `other` is one that `one` serves too, and takes in drills. */
export const addresses = { one: "192.0.2.12", other: "192.0.2.11" } as const;

/** How the server is set up that is looked at. */
export type RealSetting = Pick<GaneshaSetting, "withNlm" | "graceSeconds" | "leaseSeconds">;

const PORTS: Readonly<Record<ServerName, number>> = { one: 2_050, other: 2_049 };
/** ganesha counts whole seconds: a grace may end by its timer that much earlier. */
const SECOND_MS = 1_000;
const RENEW_MS = 200;
/** Beyond its length a grace may go on for half a lease, and as long as the machine takes. */
const LONGEST_MS = 60_000;

/** Carries drills out with servers of nfs-ganesha. */
export class RealStage implements Stage {
  readonly #setting: RealSetting;
  readonly #place: Place;
  readonly #clients = new Map<string, RealClient>();
  readonly #handles = new Map<string, Uint8Array>();
  readonly #servers: Partial<Record<ServerName, Ganesha>> = {};
  #graceFromMs = 0;

  private constructor(place: Place, setting: RealSetting) {
    this.#place = place;
    this.#setting = setting;
  }

  /**
   * Starts the server that is looked at, and waits until the grace of its start is over.
   *
   * @throws NotEstablishedError if it does not come up
   */
  static async open(setting: RealSetting): Promise<RealStage> {
    const place = await Place.open(Object.values(addresses));
    if (place === undefined) throw new NotEstablishedError("this machine allows no namespaces");
    const stage = new RealStage(place, setting);
    try {
      stage.#servers.one = await Ganesha.start(place, "one", { port: PORTS.one, ...setting });
      await stage.#over();
      return stage;
    } catch (error) {
      await stage.end();
      throw error;
    }
  }

  /** One step, and what is answered. */
  async take(step: Step): Promise<string> {
    switch (step.act) {
      case "arrive":
      case "return":
        return this.#begin(step);
      case "lock":
      case "reclaim":
      case "unlock":
      case "write":
        return this.#client(step.who)[step.act](step.file);
      case "done":
        return this.#client(step.who).done();
      case "startipreallocate":
        return this.#callOut(0, "");
      case "takeip":
        return this.#callOut(5, step.address);
      case "releaseip":
        return this.#callOut(2, step.address);
      case "restart":
        return this.#restart();
      case "crash-other":
        await this.#servers.other?.kill();
        return "";
      case "pause":
        await this.#renewUntil(async () => false, step.seconds * SECOND_MS);
        return "";
      case "over":
        return this.#over();
    }
  }

  /** Ends everything. */
  async end(): Promise<void> {
    for (const client of this.#clients.values()) client.drop();
    await this.#place.end();
  }

  async #begin({ act, who, at, address }: Step & { readonly act: "arrive" | "return" }): Promise<string> {
    await this.#serve(at);
    const client = this.#client(who);
    await client.begin(() => this.#place.connect(address, PORTS[at]));
    // One who has nothing to reclaim must say so before it asks for anything new.
    return act === "arrive" ? client.done() : "granted";
  }

  /** The other server is started when somebody first needs it; the one that is looked at finds its records. */
  async #serve(name: ServerName): Promise<Ganesha> {
    const known = this.#servers[name];
    if (known !== undefined) return known;
    const setting = { address: addresses.other, port: PORTS.other, ...this.#setting, withNlm: false };
    const other = await Ganesha.start(this.#place, name, setting);
    this.#servers[name] = other;
    (await this.#serve("one")).inherit(addresses.other, other);
    return other;
  }

  async #callOut(event: 0 | 2 | 5, address: string): Promise<string> {
    this.#graceFromMs = performance.now();
    await (await this.#serve("one")).grace(event, address);
    return "";
  }

  async #restart(): Promise<string> {
    const one = await this.#serve("one");
    await one.kill();
    this.#graceFromMs = performance.now();
    await one.restart();
    return "";
  }

  async #over(): Promise<string> {
    const one = await this.#serve("one");
    if ((await one.isInGrace()) === false) return "not in grace";
    const isOver = await this.#renewUntil(async () => (await one.isInGrace()) === false, LONGEST_MS);
    if (!isOver) return "goes on";
    const lasted = performance.now() - this.#graceFromMs;
    return lasted < (this.#setting.graceSeconds - 1) * SECOND_MS ? "early" : "by its timer";
  }

  /** Renews the leases until something is so; false: it is not so in time. */
  async #renewUntil(isSo: () => Promise<boolean>, withinMs: number): Promise<boolean> {
    const fromMs = performance.now();
    while (!(await isSo())) {
      const leftMs = fromMs + withinMs - performance.now();
      if (leftMs <= 0) return false;
      for (const client of this.#clients.values()) await client.renew().catch(() => undefined);
      await sleep(Math.min(leftMs, RENEW_MS));
    }
    return true;
  }

  #client(who: string): RealClient {
    const client = this.#clients.get(who) ?? new RealClient(who, this.#handles);
    this.#clients.set(who, client);
    return client;
  }
}
