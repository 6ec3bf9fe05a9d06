import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import { answers, type Context } from "../process/index.ts";
import type { ReloadData, ReloadEvent } from "./reload-data.ts";
import { askAsAdmin, toolEnds } from "./tool-asking.ts";

type C = Context<ReloadData>;

function ended({ d }: C, ok: boolean): Effect {
  const { pid, added, deleted } = d;
  return { kind: "observe", event: { type: "reload-ended", pid, ok, added, deleted } };
}

/** Questions of a reload. */
export const reloadGuards = {
  noneToDelete: {
    sentence: "every address that it knows stands in the file",
    test: ({ d }) => d.toDelete.length === 0,
  },
  noneToAdd: { sentence: "it knows every address of the file", test: ({ d }) => d.toAdd.length === 0 },
  isChild: { sentence: "it is a child: whoever asked for the reload sees to the rest", test: ({ d }) => !d.task.isOwn },
} as const satisfies Record<string, Guard<C, ReloadEvent>>;

/** Changes of a reload. */
export const reloadChanges = {
  compare: {
    sentence: "what is known and not in the file is to go, what is in the file and not known is to come",
    change: (c) => {
      const [[, { addresses = [], leaving = [] }] = [0, {}]] = answers(c);
      const known = addresses.map(({ address }) => address.text).filter((text) => !leaving.includes(text));
      const file = c.d.task.file.map(({ text }) => text);
      c.d.toDelete = known.filter((text) => !file.includes(text));
      c.d.toAdd = file.filter((text) => !known.includes(text));
    },
  },
  countDeleted: {
    sentence: "one less to delete",
    change: ({ d }) => {
      d.toDelete.shift();
      d.deleted += 1;
    },
  },
  countAdded: {
    sentence: "one less to add",
    change: ({ d }) => {
      d.toAdd.shift();
      d.added += 1;
    },
  },
} as const satisfies Record<string, Change<C, ReloadEvent>>;

/** What a reload asks for. */
export const reloadEffects = {
  ...toolEnds,
  reportStarted: {
    sentence: "log the start",
    effect: ({ d }) => ({ kind: "observe", event: { type: "reload-started", pid: d.pid } }),
  },
  armOwnTime: {
    sentence: "a helper keeps its own time; a child is watched by its daemon",
    effect: ({ d, k }) =>
      d.task.isOwn ? { kind: "setTimer", timer: "RELOAD_OVER", delayUs: k.reloadTimeoutUs } : undefined,
  },
  askKnown: { sentence: "ask the daemon which addresses it knows", effect: (c) => askAsAdmin(c, "GET_PUBLIC_IPS") },
  askDelete: {
    sentence: "have the daemon delete the next one",
    effect: (c) => askAsAdmin(c, "DEL_PUBLIC_IP", { address: c.d.toDelete[0] ?? "" }),
  },
  tellRebalance: {
    sentence: "tell the recovery daemons of all connected nodes that addresses may be moved here",
    effect: ({ d }) => ({ kind: "broadcast", to: "connected", message: { type: "REBALANCE_NODE", pnn: d.pnn } }),
  },
  askAdd: {
    sentence: "have the daemon add the next one",
    effect: (c) => askAsAdmin(c, "ADD_PUBLIC_IP", { address: c.d.toAdd[0] ?? "" }),
  },
  reportDone: { sentence: "log the success", effect: (c) => ended(c, true) },
  reportFailed: { sentence: "log the failure", effect: (c) => ended(c, false) },
  sayDone: { sentence: "tell whoever waits: done", effect: () => ({ kind: "write", byte: "0" }) },
  sayFailed: { sentence: "tell whoever waits: failed", effect: () => ({ kind: "write", byte: "1" }) },
} as const satisfies Record<string, EffectAction<C, ReloadEvent, Effect>>;
