import type { Effect as EffectAction } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import { answers, type Context, type ProcessData } from "../process/index.ts";
import { activeNodes, type TakeoverWork } from "../public-address/index.ts";
import { type Pnn, UNKNOWN } from "../words/index.ts";
import { areOwnersReplicated, namedIn, readServed } from "./served-database.ts";

/** What is to be written: what this node's copy does not say, and what some active node's does not. */
function unwritten({ records, assignments }: TakeoverWork): readonly (readonly [string, Pnn])[] {
  if (records === null) return [];
  return assignments
    .filter(({ address: { text }, pnn }) => (records.named[text] ?? UNKNOWN) !== pnn || records.torn.includes(text))
    .map(({ address, pnn }) => [address.text, pnn] as const);
}

/** Makes of what nodes have answered, and of this node's copy of the database if there is one, what a run goes by. */
export function learnt(c: Context<ProcessData>, { flags }: TakeoverWork): Pick<TakeoverWork, "known" | "records"> {
  const known = Array.from({ length: c.d.nodes }, (): TakeoverWork["known"][number] => []);
  const replies = answers(c);
  for (const [pnn, { addresses = [] }] of replies) known[pnn] = addresses;
  if (!areOwnersReplicated(c.d)) return { known, records: null };
  const namedFor = (text: string): Pnn => namedIn(c.f.file?.copies, text);
  const held = known.map((): readonly string[] => []);
  for (const [pnn, { addresses = [], held: has = [] }] of replies)
    held[pnn] = addresses
      .map(({ address }) => address.text)
      .filter((text) => has.includes(text) || namedFor(text) === pnn);
  const active = activeNodes(flags);
  const told = replies.flatMap(([pnn, { addresses = [] }]) => (active.includes(pnn) ? addresses : []));
  const torn = told.flatMap(({ address, pnn }) => (pnn === namedFor(address.text) ? [] : [address.text]));
  const texts = known.flatMap((each) => each.map(({ address }) => address.text));
  return {
    known: known.map((each, pnn) =>
      each.map(({ address }) => ({ address, pnn: namedFor(address.text) === pnn ? pnn : UNKNOWN })),
    ),
    records: { named: Object.fromEntries(texts.map((text) => [text, namedFor(text)])), held, torn },
  };
}

/** What a takeover run does about that database. */
export function ownerWorkEffects<D extends ProcessData>(workOf: (data: D) => TakeoverWork) {
  return {
    readOwners: {
      sentence: "read its node's copy of the database, if it stands there who serves what",
      effect: ({ d }) => readServed(d),
    },
    askOwners: {
      sentence:
        "have its own daemon write who shall serve what on every active node, unless it stands there or in no database",
      effect: (c) => {
        const work = workOf(c.d);
        const owners = unwritten(work);
        if (owners.length === 0) return undefined;
        return [
          { kind: "observe", event: { type: "takeover-phase", phase: "record", pid: c.d.pid } },
          {
            kind: "ask",
            op: "SET_PUBLIC_IP_OWNERS",
            to: [c.d.pnn],
            body: { owners },
            as: "leader",
            timeoutUs: Math.max(0, work.deadlineUs - c.d.nowUs),
          },
        ];
      },
    },
  } as const satisfies Record<string, EffectAction<Context<D>, unknown, Effect>>;
}
