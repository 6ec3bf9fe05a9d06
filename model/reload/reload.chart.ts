import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramChart, ProgramProcedure } from "../process/index.ts";
import { knownAddressChanges, knownAddressEffects, knownAddressGuards } from "./known-address-names.ts";
import { reloadChildChanges, reloadChildEffects, reloadChildGuards } from "./reload-child-names.ts";

const { reloadIsOpen, reloadIsOver, isReloaded } = reloadChildGuards;
const { newReload, forgetReload, ...notes } = reloadChildChanges;
const { killReload, ...effects } = reloadChildEffects;

/** What a main daemon does about addresses that come and go while it runs. */
export const knownAddressesChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "known-addresses",
  sentence: "public addresses that are added and deleted while the daemon runs, and its children that reload them",
  source: "facts/ip-nfs.md §1.1, §1.5, §8; server/ctdb_takeover.c",
  initial: "serving",
  guards: { ...knownAddressGuards, reloadIsOpen },
  actions: { ...knownAddressChanges, ...knownAddressEffects, ...notes, killReload },
  states: {
    serving: {
      sentence: "answers at once, or begins what takes time",
      on: {
        ADD_PUBLIC_IP: [
          { guard: "isKnownHere", actions: ["reportKept", "keepAddress", "replyDone"] },
          { actions: ["addAddress", "reportAdded", "replyDone"] },
        ],
        DEL_PUBLIC_IP: [
          { guard: "isUnknownHere", actions: "replyDone" },
          { guard: "isPlacedHere", actions: ["markLeaving", "reportLeaving", "replyDone"] },
          { actions: ["forgetAddress", "reportDeleted", "replyDone"] },
        ],
        RELOAD_PUBLIC_IPS: { actions: "beginReload" },
        CHILD_OUTPUT: { guard: "reloadIsOpen", actions: "noteReload" },
        CHILD_PIPE_CLOSED: { guard: "reloadIsOpen", actions: "noteReloadEnd" },
        RELOAD_TIMEOUT: { guard: "reloadIsOpen", actions: ["killReload", "noteReloadEnd"] },
      },
    },
  },
};

const end = ["endReload", "forgetReload"] as const;

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "reload-public-ips",
  sentence: "a child reads the file of public addresses and has the daemon add and delete: RELOAD_PUBLIC_IPS",
  source: "facts/ip-nfs.md §1.1, §8; server/ctdb_takeover.c ctdb_control_reload_public_ips",
  guards: { reloadIsOver, isReloaded },
  actions: { newReload, forgetReload, ...effects },
  ends: ["failed"],
  steps: [
    {
      name: "fork",
      sentence: "a process of its own asks, so that the daemon can answer",
      do: ["newReload", "spawnReload", "armReloadTimeout"],
      until: "reloadIsOver",
      exits: [{ guard: "isReloaded", to: "confirm" }, { to: "refuse" }],
    },
    { name: "confirm", sentence: "done", do: ["answerReloaded", ...end], exits: [{ to: "done" }] },
    { name: "refuse", sentence: "not done", do: ["answerNotReloaded", ...end], exits: [{ to: "failed" }] },
  ],
};

/** RELOAD_PUBLIC_IPS. */
export const reloadPublicIpsChart = procedure(spec);
