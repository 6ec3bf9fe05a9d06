import { NotEstablishedError } from "../../clause/index.ts";
import { type Outcome, type Sandbox, stateOf } from "../sandbox/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { type Notice, noticesIn } from "./notices.ts";

const HOST = "nfs.example";

/** Nodes that serve public addresses, and clients that hold locks through them. */
export class Servers {
  /** Addresses by what they are used for: nodes 1, 1 and 2 serve them at the start. */
  static readonly addresses = ["10.0.0.41", "10.0.0.42", "10.0.0.43"] as const;
  readonly #trial: CalloutTrial;
  readonly #owners = new Map<string, number>([
    ["10.0.0.41", 1],
    ["10.0.0.42", 1],
    ["10.0.0.43", 2],
  ]);

  #isToldOfTaking = false;

  private constructor(trial: CalloutTrial) {
    this.#trial = trial;
  }

  /** Starts two nodes. @throws NotEstablishedError if scripts cannot be enclosed: they remove statd's own lists. */
  static async start(trial: CalloutTrial): Promise<Servers> {
    if (!(await trial.node(1).isEnclosed())) {
      throw new NotEstablishedError(
        "the script may remove files below /var/lib/nfs, and this machine allows no mount namespace: run it where `unshare --mount` works",
      );
    }
    const servers = new Servers(trial);
    servers.#tell();
    servers.#isToldOfTaking = await trial.once("takeip", () => servers.#mindsTaking());
    if (servers.#isToldOfTaking) for (const pnn of [1, 2]) await servers.node(pnn).run("startup");
    return servers;
  }

  /** A node's place. */
  node(pnn: number): Sandbox {
    return this.#trial.node(pnn);
  }

  /** What a node went through when it got its first addresses: they are not newly taken any more. */
  async settle(pnn: number): Promise<void> {
    if (!this.#isToldOfTaking) return;
    for (const address of this.#servedBy(pnn)) await this.node(pnn).run("takeip", address);
    await this.node(pnn).run("notify");
  }

  /** A client took its first lock through a node: statd tells the call-out, and the next monitor event follows. */
  async add(pnn: number, ...clients: readonly string[]): Promise<void> {
    for (const client of clients) await this.node(pnn).run("add-client", client, HOST);
    await this.update(pnn);
  }

  /** A client gave its last lock back. */
  async remove(pnn: number, client: string): Promise<void> {
    await this.node(pnn).run("del-client", client, HOST);
    await this.update(pnn);
  }

  /** What a monitor event does. */
  update(pnn: number): Promise<Outcome> {
    return this.node(pnn).run("update");
  }

  /** An address moves to a node, which then notifies; what was sent. */
  async move(address: string, to: number): Promise<readonly Notice[]> {
    this.#owners.set(address, to);
    this.#tell();
    if (this.#isToldOfTaking) await this.node(to).run("takeip", address);
    return noticesIn((await this.node(to).run("notify")).calls);
  }

  /** True if the databases remember that a client holds locks through an address. */
  remembers(address: string, client: string): boolean {
    return remembersIn(this.#trial.records(), address, client);
  }

  /** True if the script does anything about `takeip`: those of CTDB 4.22 and later remember what was newly taken. */
  async #mindsTaking(): Promise<boolean> {
    const node = this.node(0);
    const unknown = await node.run("no-such-operation", "10.0.0.41");
    const before = stateOf(node.folder);
    const taken = await node.run("takeip", "10.0.0.41");
    const acts = ({ calls, out, status }: Outcome): string =>
      JSON.stringify([calls.map(({ args }) => args), out, status]);
    return stateOf(node.folder) !== before || acts(taken) !== acts(unknown);
  }

  #servedBy(pnn: number): readonly string[] {
    return [...this.#owners].filter(([, owner]) => owner === pnn).map(([address]) => address);
  }

  #tell(): void {
    const nodes = [0, 1, 2].map((pnn) => ({ pnn, address: `192.168.7.${pnn + 1}` }));
    for (const pnn of [0, 1, 2]) this.node(pnn).believe({ pnn, nodes, addresses: [...this.#owners] });
  }
}

/** True if one of the records names both, in whatever form. */
export function remembersIn(records: readonly string[], address: string, client: string): boolean {
  return records.some((record) => record.includes(address) && record.includes(client));
}
