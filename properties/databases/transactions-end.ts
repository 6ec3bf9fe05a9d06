import { GLOBAL_LOCKS, type ObservationType, type TraceEvent } from "../../model/index.ts";
import { AfterHeal, afterHealTypes } from "../after-heal.ts";
import { agreementTypes, members, unrecovered } from "../agreement.ts";
import { recoveredAfterLeaderUs } from "../bounds.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import { freezeTypes, linkTypes, type Picture, unscheduledTypes } from "../picture/index.ts";
import { processKey } from "../process-key.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsHeal } from "../setting-needs.ts";
import { transactionUs } from "./call-bounds.ts";
import { isRenewal, renewals } from "./calls-are-answered.ts";
import { LostLocks, lostLockTypes } from "./lost-locks.ts";
import { needsReplicated } from "./needs-databases.ts";
import { type Transacting, Transactions, transactionTypes } from "./transactions.ts";

interface State extends Dated {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly heal: AfterHeal;
  readonly transactions: Transactions;
  readonly lostLocks: LostLocks;
}

const on = [
  ...new Set<ObservationType>([...transactionTypes, ...freezeTypes, ...afterHealTypes, ...lostLockTypes, ...renewals]),
];

/** Clients try again and again, in silence: a lock that is kept or a commit that never ends shows only by that (facts/recovery.md §1.9). */
export const transactionsEnd: Property<State> = {
  name: "transactions-end",
  sentence:
    "Once the healed core is recovered, a transaction that a client wants to make is soon over, or another one over its database is.",
  kind: "liveness",
  needs: [...new Set<ObservationType>([...on, ...agreementTypes, ...unscheduledTypes, ...linkTypes])],
  on,
  applies: (setting) => needsReplicated(setting) ?? needsHeal(setting),
  initial: (setting, picture) => ({
    setting,
    picture,
    heal: new AfterHeal(setting, picture),
    transactions: new Transactions(),
    lostLocks: new LostLocks(picture),
    deadlines: new Deadlines(picture),
  }),
  step(state, event) {
    const { heal, deadlines, transactions } = state;
    heal.observe(event);
    if (isRenewal(event)) for (const key of [...deadlines.keys()]) deadlines.drop(key);
    transactions.observe(event);
    state.lostLocks.observe(event);
    if (event.type === "transaction-ended") renew(state, event.db);
    owe(state, event);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} neither its transaction nor any other over that database was over.`,
    `Since ${clock(late.sinceUs)} the cluster was recovered and the databases were open on every node.`,
    `It was due ${seconds(late.withinUs)} after that, not counting time in which somebody stood still: a call, a control, and the pauses between two tries.`,
  ]),
  end: ({ deadlines, heal }) =>
    heal.leaderDueUs < Number.POSITIVE_INFINITY && deadlines.size === 0 ? "holds" : "unknown",
};

/** Whoever has made one makes way for the others: with so many clients it is so many times as long until the last has. */
function renew({ transactions, deadlines }: State, db: string): void {
  for (const client of transactions.all()) if (client.db === db) deadlines.drop(processKey(client));
}

/** Opens what is owed now, and drops what is not. */
function owe(state: State, { atUs }: TraceEvent): void {
  const { deadlines, heal, picture, setting } = state;
  const all = state.transactions.all();
  if (all.length === 0 && deadlines.size === 0) return;
  const isRecovered = heal.leaderDueUs < Number.POSITIVE_INFINITY && unrecovered(picture, heal.core) === "";
  const owed = isRecovered ? all.filter((client) => isOwed(client, state, all)) : [];
  const keys = new Set(owed.map(processKey));
  for (const key of [...deadlines.keys()]) if (!keys.has(key)) deadlines.drop(key);
  const calmUs = heal.leaderDueUs + recoveredAfterLeaderUs(setting.constants);
  const withinUs = Math.max(transactionUs(setting.constants), calmUs - atUs);
  const meters = [picture.unscheduled, picture.linkSlow];
  for (const client of owed) {
    const rest = picture.hosts.map(({ pnn }) => pnn).filter((pnn) => pnn !== client.host);
    deadlines.add(processKey(client), wanted(client), atUs, withinUs, meters, client.host, ...rest);
  }
}

/** Nobody waits in vain for one that is no member: his node says that he lives, and he cannot go on before it is back. */
function isOwed(
  { host, db, stage }: Transacting,
  { picture, heal, lostLocks }: State,
  all: readonly Transacting[],
): boolean {
  const hosts = members(picture, heal.core).map(({ pnn }) => pnn);
  if (stage === "over" || !hosts.includes(host) || (stage === "wanting" && lostLocks.has(db))) return false;
  const isKept = all.some((other) => other.db === db && other.stage !== "wanting" && !hosts.includes(other.host));
  const isOpen = (name: string): boolean => hosts.every((pnn) => picture.freezes.of(pnn, name) === undefined);
  return !isKept && isOpen(db) && isOpen(GLOBAL_LOCKS);
}

function wanted({ pid, host, db, stage, sinceUs }: Transacting): () => string {
  const did = stage === "wanting" ? "looked for the global lock of" : "had begun a transaction over";
  return () => `At ${clock(sinceUs)} client ${pid} on ${node(host)} ${did} ${db}`;
}
