import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import { answers, type Context } from "../process/index.ts";
import { connectedNodes } from "../public-address/index.ts";
import type { AddressToolData, AddressToolEvent } from "./address-tool-data.ts";

type C = Context<AddressToolData>;

/** For so long, or until it says otherwise, no node makes a takeover run. */
function forbidRuns({ d }: C, forUs: number): Effect {
  return { kind: "broadcast", to: "connected", message: { type: "DISABLE_TAKEOVER_RUNS", pnn: d.pnn, forUs } };
}

/** Questions of the tool. */
export const addressToolGuards = {
  isReload: { sentence: "the addresses are to be reloaded", test: ({ d }) => d.task.command === "reloadips" },
  isMove: { sentence: "an address is to be moved", test: ({ d }) => d.task.command === "moveip" },
} as const satisfies Record<string, Guard<C, AddressToolEvent>>;

/** Changes of the tool. */
export const addressToolChanges = {
  storeOthers: {
    sentence: "the connected nodes but the one that shall have it",
    change: (c) => {
      c.d.others = connectedNodes(answers(c)[0]?.[1].flags ?? []).filter((pnn) => pnn !== c.d.task.to);
    },
  },
} as const satisfies Record<string, Change<C, AddressToolEvent>>;

/** What the tool asks for. */
export const addressToolEffects = {
  askChange: {
    sentence: "have its daemon add or delete the address",
    effect: ({ d, k }) => ({
      kind: "ask",
      op: d.task.command === "delip" ? "DEL_PUBLIC_IP" : "ADD_PUBLIC_IP",
      to: [d.pnn],
      body: { address: d.task.address },
      as: "admin",
      timeoutUs: k.controlTimeoutUs,
    }),
  },
  askReload: {
    sentence: "have its daemon reload the addresses",
    effect: ({ d, k }) => ({
      kind: "ask",
      op: "RELOAD_PUBLIC_IPS",
      to: [d.pnn],
      body: {},
      as: "admin",
      timeoutUs: k.reloadTimeoutUs + k.controlTimeoutUs,
    }),
  },
  askNodemap: {
    sentence: "ask its daemon for the node map",
    effect: ({ d, k }) => ({
      kind: "ask",
      op: "GET_NODEMAP",
      to: [d.pnn],
      body: {},
      as: "admin",
      timeoutUs: k.controlTimeoutUs,
    }),
  },
  forbidRuns: {
    sentence: "no node shall make a takeover run meanwhile",
    effect: (c) => forbidRuns(c, c.k.takeoverDisableUs),
  },
  allowRuns: { sentence: "takeover runs may be made again", effect: (c) => forbidRuns(c, 0) },
  askReleases: {
    sentence: "have every other connected node release it",
    effect: ({ d, k }) => ({
      kind: "ask",
      op: "RELEASE_IP",
      to: d.others,
      body: { address: d.task.address, owner: d.task.to },
      as: "admin",
      timeoutUs: k.controlTimeoutUs,
    }),
  },
  askTake: {
    sentence: "have the node take it",
    effect: ({ d, k }) => ({
      kind: "ask",
      op: "TAKEOVER_IP",
      to: [d.task.to],
      body: { address: d.task.address, owner: d.task.to },
      as: "admin",
      timeoutUs: k.controlTimeoutUs,
    }),
  },
  askForRun: {
    sentence: "ask the leader for a takeover run",
    effect: ({ d }) => ({ kind: "broadcast", to: "connected", message: { type: "TAKEOVER_RUN", pnn: d.pnn } }),
  },
  reportDone: {
    sentence: "tell the administrator that it is done",
    effect: ({ d }) => ({ kind: "observe", event: { type: "address-command-ended", pid: d.pid, ok: true } }),
  },
  reportFailed: {
    sentence: "tell the administrator that it failed",
    effect: ({ d }) => ({ kind: "observe", event: { type: "address-command-ended", pid: d.pid, ok: false } }),
  },
  exit: { sentence: "exit", effect: () => ({ kind: "exit", code: 0 }) },
  exitFailed: { sentence: "exit, as one that has failed", effect: () => ({ kind: "exit", code: 1 }) },
} as const satisfies Record<string, EffectAction<C, AddressToolEvent, Effect>>;
