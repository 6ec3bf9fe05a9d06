import { type Clause, fail, notApplicable, pass } from "../../clause/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { remembersIn, Servers } from "./servers.ts";

type StatdClause = Clause<CalloutTrial>;

const [S1, S2, S3] = Servers.addresses;
const C1 = "10.1.1.101";
const C2 = "10.1.1.102";

const notifyTells: StatdClause = {
  id: "STD-010",
  name: "notify-tells-clients",
  claim:
    "`notify` on the node that took an address over sends a notice to each client with a record for it, in that address's name.",
  level: "mandatory",
  source: "facts/ip-nfs.md §4.2",
  needs: ["STD-002"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    await servers.add(1, C1, C2);
    const notices = await servers.move(S1, 2);
    for (const client of [C1, C2]) {
      if (!notices.some((notice) => notice.client === client && notice.server === S1)) {
        return fail(`${client} held locks through ${S1} and was not told that another node serves it now`);
      }
    }
    return pass(`${notices.length} notices went out`);
  },
};

const deletedFirst: StatdClause = {
  id: "STD-011",
  name: "deleted-before-notice",
  claim:
    "`notify` removes the records before it sends notices: a client that reclaims at once is recorded anew, and that record must stay.",
  level: "mandatory",
  source: "facts/ip-nfs.md §4.2 (samba 2e84621354a)",
  needs: ["STD-010"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    await servers.add(1, C1);
    const [first] = await servers.move(S1, 2);
    if (first === undefined) return fail("no notice was sent");
    if (remembersIn(first.held, S1, C1)) {
      return fail(
        `the record of ${C1} was still there when the first notice went out: what the client's reclaim writes can be removed with it`,
      );
    }
    if (servers.remembers(S1, C1)) return fail(`the record of ${C1} is still there after notify`);
    return pass("the record was gone when the first notice went out");
  },
};

const onlyNewlyTaken: StatdClause = {
  id: "STD-012",
  name: "only-newly-taken",
  claim:
    "`notify` leaves alone the records of addresses that the node served before: nothing would record those clients again.",
  level: "mandatory",
  source: "facts/ip-nfs.md §4.2 (samba e4914e6a4f1)",
  needs: ["STD-010"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    await servers.settle(2);
    await servers.add(2, C2);
    const notices = await servers.move(S1, 2);
    if (notices.some(({ server }) => server === S3))
      return fail(`clients of ${S3}, which the node served all along, got notices`);
    if (!servers.remembers(S3, C2))
      return fail(`the record of ${C2} at ${S3}, which the node served all along, is gone`);
    return pass(`nothing happened to the clients of ${S3}, which the node served all along`);
  },
};

const othersStay: StatdClause = {
  id: "STD-013",
  name: "other-nodes-records-stay",
  claim: "`notify` neither removes records of addresses that other nodes serve nor sends notices about them.",
  level: "mandatory",
  source: "facts/ip-nfs.md §4.2",
  needs: ["STD-010"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    await servers.add(1, C1);
    const notices = await servers.move(S1, 2);
    if (notices.some(({ server }) => server === S2))
      return fail(`clients of ${S2}, which another node serves, got notices`);
    if (!servers.remembers(S2, C1)) return fail(`the record of ${C1} at ${S2}, which another node serves, is gone`);
    return pass(`nothing happened to the clients of ${S2}, which another node serves`);
  },
};

const stateRises: StatdClause = {
  id: "STD-014",
  name: "state-number-rises",
  claim:
    "The last state number that a client gets is odd (up), and never lower than what it got before, from whichever node.",
  level: "mandatory",
  source: "facts/ip-nfs.md §4.2: state number",
  needs: ["STD-010"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    await servers.add(1, C1);
    const first = lastState(await servers.move(S1, 2));
    await servers.add(2, C1);
    const second = lastState(await servers.move(S1, 1));
    if (first === undefined || second === undefined)
      return notApplicable("its notices carry no state number as an argument");
    const even = [first, second].find((state) => state % 2 === 0);
    if (even !== undefined) return fail(`the last notice says ${even}, which is even: the server is down`);
    if (second < first) return fail(`node 2 said ${first}, later node 1 said ${second}: clients may ignore it`);
    return pass(`node 2 said ${first}, later node 1 said ${second}`);
  },
};

function lastState(notices: readonly { readonly state?: number }[]): number | undefined {
  return notices.findLast(({ state }) => state !== undefined)?.state;
}

/** Clauses about telling clients. */
export const notifyingClauses = { notifyTells, deletedFirst, onlyNewlyTaken, othersStay, stateRises };
