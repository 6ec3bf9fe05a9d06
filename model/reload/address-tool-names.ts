import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { ControlBody, Effect } from "../effect/index.ts";
import { answers, type Context } from "../process/index.ts";
import { connectedNodes } from "../public-address/index.ts";
import { areOwnersReplicated } from "../takeover/index.ts";
import type { AddressToolData, AddressToolEvent } from "./address-tool-data.ts";
import { askAsAdmin, toolEnds } from "./tool-asking.ts";

type C = Context<AddressToolData>;

/** For so long, or until it says otherwise, no node makes a takeover run. */
function forbidRuns({ d }: C, forUs: number): Effect {
  return { kind: "broadcast", to: "connected", message: { type: "DISABLE_TAKEOVER_RUNS", pnn: d.pnn, forUs } };
}

/** The address that moves, and who shall have it. */
function moved({ d: { task } }: C): ControlBody {
  return { address: task.address, owner: task.to };
}

/** Questions of the tool. */
export const addressToolGuards = {
  isReload: { sentence: "the addresses are to be reloaded", test: ({ d }) => d.task.command === "reloadips" },
  isMove: { sentence: "an address is to be moved", test: ({ d }) => d.task.command === "moveip" },
  keepsLists: {
    sentence: "every node keeps it for itself who serves what",
    test: ({ d }) => !areOwnersReplicated(d),
  },
  isUnknownThere: {
    sentence: "the node that shall have it does not know the address",
    test: (c) => answers(c)[0]?.[1].addresses?.some(({ address }) => address.text === c.d.task.address) !== true,
  },
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
  ...toolEnds,
  askChange: {
    sentence: "have its daemon add or delete the address",
    effect: (c) => {
      const { command, address } = c.d.task;
      return askAsAdmin(c, command === "delip" ? "DEL_PUBLIC_IP" : "ADD_PUBLIC_IP", { address });
    },
  },
  askReload: {
    sentence: "have its daemon reload the addresses",
    effect: (c) => ({
      ...askAsAdmin(c, "RELOAD_PUBLIC_IPS"),
      timeoutUs: c.k.reloadTimeoutUs + c.k.controlTimeoutUs,
    }),
  },
  askTarget: {
    sentence: "ask the node that shall have it which addresses it knows",
    effect: (c) => askAsAdmin(c, "GET_PUBLIC_IPS", {}, [c.d.task.to]),
  },
  askNodemap: { sentence: "ask its daemon for the node map", effect: (c) => askAsAdmin(c, "GET_NODEMAP") },
  forbidRuns: {
    sentence: "no node shall make a takeover run meanwhile",
    effect: (c) => forbidRuns(c, c.k.takeoverDisableUs),
  },
  allowRuns: { sentence: "takeover runs may be made again", effect: (c) => forbidRuns(c, 0) },
  askOwner: {
    sentence: "have its daemon write who shall serve it, on every active node",
    effect: (c) => askAsAdmin(c, "SET_PUBLIC_IP_OWNERS", { owners: [[c.d.task.address, c.d.task.to]] }),
  },
  askReleases: {
    sentence: "have every other connected node release it",
    effect: (c) => askAsAdmin(c, "RELEASE_IP", moved(c), c.d.others),
  },
  askTake: {
    sentence: "have the node take it",
    effect: (c) => askAsAdmin(c, "TAKEOVER_IP", moved(c), [c.d.task.to]),
  },
  reportDone: {
    sentence: "tell the administrator that it is done",
    effect: ({ d }) => ({ kind: "observe", event: { type: "address-command-ended", pid: d.pid, ok: true } }),
  },
  reportFailed: {
    sentence: "tell the administrator that it failed",
    effect: ({ d }) => ({ kind: "observe", event: { type: "address-command-ended", pid: d.pid, ok: false } }),
  },
} as const satisfies Record<string, EffectAction<C, AddressToolEvent, Effect>>;
