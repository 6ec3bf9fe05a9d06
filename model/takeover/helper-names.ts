import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { ControlBody, Effect } from "../effect/index.ts";
import { answers, type Context } from "../process/index.ts";
import {
  activeNodes,
  addCredits,
  allocate,
  allocationAlgorithms,
  canHostAddresses,
  controlsOf,
  mostBlamed,
  type SentControls,
  type TakeoverKnowledge,
  type TakeoverPhaseName,
  takeoverPhases,
} from "../public-address/index.ts";
import { type Pnn, UNKNOWN } from "../words/index.ts";
import type { TakeoverHelperData, TakeoverHelperEvent } from "./takeover-helper-data.ts";

type C = Context<TakeoverHelperData>;
type HelperGuard = Guard<C, TakeoverHelperEvent>;
type HelperChange = Change<C, TakeoverHelperEvent>;
type HelperEffect = EffectAction<C, TakeoverHelperEvent, Effect>;

/** What it has learnt, as the rules of `model/public-address` want it. */
function knowledgeOf({ d }: C): TakeoverKnowledge {
  const { pnn: own, flags, known, available, assignments } = d;
  return { own, flags, known, available, assignments };
}

/** The controls of a phase: those of one address (or all, if it is about none) are sent together. */
function sentIn(c: C, name: TakeoverPhaseName): readonly SentControls[] {
  const phase = takeoverPhases.find((one) => one.name === name);
  return phase === undefined ? [] : controlsOf(phase, knowledgeOf(c));
}

function bodyOf({ address, owner = UNKNOWN }: SentControls, name: TakeoverPhaseName): ControlBody {
  if (address !== undefined) return { address: address.text, owner };
  return name === "available" ? { onlyAvailable: true } : {};
}

/** Begins a phase: its controls go out to all targets at once. */
function phase(name: TakeoverPhaseName, sentence: string): HelperEffect {
  return {
    sentence,
    effect: (c) => {
      const sent = sentIn(c, name);
      const control = takeoverPhases.find((one) => one.name === name);
      const op = control?.control === "GET_ALL_TUNABLES" ? "GET_TUNABLES" : (control?.control ?? "GET_TUNABLES");
      const timeoutUs = control?.deadline === "shared" ? c.d.deadlineUs - c.d.nowUs : c.k.takeoverTimeoutUs;
      return [
        { kind: "observe", event: { type: "takeover-phase", phase: name, pid: c.d.pid } },
        {
          kind: "ask",
          op,
          to: sent.flatMap(({ to }) => to),
          body: {},
          bodies: sent.flatMap((one) => one.to.map(() => bodyOf(one, name))),
          as: "leader",
          timeoutUs: Math.max(0, timeoutUs),
        },
      ];
    },
  };
}

/** Those that failed among the controls sent together, in the order in which that was known. */
function failuresOf(c: C, from: number, to: number): Pnn[] {
  const { inOrder = [], targets = [] } = c.f.batch ?? {};
  return inOrder.flatMap((place) => (place >= from && place < to ? [targets[place] as Pnn] : []));
}

/** Counts the failures of a phase against their nodes. */
function blame(name: TakeoverPhaseName): HelperChange {
  return {
    sentence: "one credit for the first of each set of controls that failed",
    change: (c) => {
      let from = 0;
      for (const { to } of sentIn(c, name)) {
        const failures = failuresOf(c, from, from + to.length);
        addCredits(
          c.d.credits,
          failures.map((pnn) => ({ pnn, kind: "ERROR" })),
        );
        from += to.length;
      }
    },
  };
}

function blamed(c: C): Pnn | undefined {
  return c.k.enableBans === 0 ? undefined : mostBlamed(c.d.credits);
}

/** Questions of a takeover run. */
export const helperGuards = {
  nobodyIsActive: { sentence: "no node is active", test: (c) => activeNodes(c.d.flags).length === 0 },
  failoverIsOff: { sentence: "failover is disabled", test: (c) => c.k.failoverDisabled === 1 },
  nothingToHost: {
    sentence: "no node knows an address, or none has one of its own and none can be hosted",
    test: (c) => !canHostAddresses(c.d),
  },
} as const satisfies Record<string, HelperGuard>;

/** What a takeover helper learns and works out. */
export const helperChanges = {
  storeFlags: {
    sentence: "remember the flags of all nodes",
    change: (c) => {
      c.d.flags = answers(c)[0]?.[1].flags ?? [];
    },
  },
  storeKnown: {
    sentence: "remember what each node knows",
    change: (c) => {
      const known = c.d.flags.map((): TakeoverKnowledge["known"][number] => []);
      for (const [pnn, { addresses = [] }] of answers(c)) known[pnn] = addresses;
      c.d.known = known;
    },
  },
  storeAvailable: {
    sentence: "remember what each node can host",
    change: (c) => {
      const available = c.d.flags.map((): TakeoverKnowledge["available"][number] => []);
      for (const [pnn, { addresses = [] }] of answers(c)) available[pnn] = addresses.map(({ address }) => address);
      c.d.available = available;
    },
  },
  allocate: {
    sentence: "work out who shall have what",
    change: (c) => {
      const { known, available } = c.d;
      c.d.assignments = allocate({
        algorithm: allocationAlgorithms[c.k.ipAllocAlgorithm] ?? "lcp2",
        arithmetic: "uint32",
        noIpTakeover: c.k.noIpTakeover === 1,
        noIpFailback: c.k.noIpFailback === 1,
        forceRebalanceNodes: [],
        homeNodes: [],
        known,
        available,
      }).assignments;
    },
  },
  setDeadline: {
    sentence: "all that follows has three times the TakeoverTimeout together",
    change: (c) => {
      c.d.deadlineUs = c.d.nowUs + 3 * c.k.takeoverTimeoutUs;
    },
  },
  blameForKnown: blame("known"),
  blameForAvailable: blame("available"),
  blameForStart: blame("start"),
  blameForRelease: blame("release"),
  blameForTake: blame("take"),
  blameForFinish: blame("finish"),
} as const satisfies Record<string, HelperChange>;

/** What a takeover helper asks and tells. */
export const helperEffects = {
  reportStarted: {
    sentence: "log the start",
    effect: (c) => ({ kind: "observe", event: { type: "takeover-started", pid: c.d.pid } }),
  },
  askTunables: phase("tunables", "ask its own daemon for the tunables"),
  askNodemap: phase("node-map", "ask its own daemon for the node map"),
  askKnown: phase("known", "ask every connected node which addresses it knows"),
  askAvailable: phase("available", "ask every active node that knows any which it can host"),
  askStart: phase("start", "let every connected node run the startipreallocate event"),
  askReleases: phase("release", "let every node that knows an address and shall not have it release it"),
  askTakes: phase("take", "let every node that shall have an address take it"),
  askFinish: phase("finish", "let every connected node run the ipreallocated event"),
  reportDone: {
    sentence: "log the success",
    effect: (c) => ({ kind: "observe", event: { type: "takeover-ended", pid: c.d.pid, ok: true } }),
  },
  reportFailed: {
    sentence: "log the failure, and because of whom",
    effect: (c) => {
      const pnn = blamed(c);
      const why = pnn === undefined ? {} : { blamed: pnn };
      return { kind: "observe", event: { type: "takeover-ended", pid: c.d.pid, ok: false, ...why } };
    },
  },
  tellBlamed: {
    sentence: "tell its recovery daemon which node failed most often, if nodes are banned at all",
    effect: (c) => {
      const pnn = blamed(c);
      return pnn === undefined ? undefined : { kind: "broadcast", to: "self", message: { type: "BANNING", pnn } };
    },
  },
  writeSuccess: {
    sentence: "tell its recovery daemon that it succeeded",
    effect: () => ({ kind: "write", byte: "0" }),
  },
  exit: { sentence: "exit", effect: () => ({ kind: "exit", code: 0 }) },
  exitFailed: { sentence: "exit without an answer", effect: () => ({ kind: "exit", code: 1 }) },
} as const satisfies Record<string, HelperEffect>;
