import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { ControlBody, Effect } from "../effect/index.ts";
import { answers, type Context, type ProcessData } from "../process/index.ts";
import {
  activeNodes,
  addCredits,
  allocate,
  allocationAlgorithms,
  canHostAddresses,
  controlsOf,
  mostBlamed,
  newTakeoverWork,
  type SentControls,
  type TakeoverPhaseName,
  type TakeoverWork,
  takeoverPhases,
} from "../public-address/index.ts";
import { type Pnn, UNKNOWN } from "../words/index.ts";
import { learnt, ownerWorkEffects } from "./owner-work-names.ts";

/** Where a process keeps what it works on. */
export type WorkOf<D extends ProcessData> = (data: D) => TakeoverWork;

/** The controls of a phase: those of one address (or all, if it is about none) are sent together. */
function sentIn(own: Pnn, work: TakeoverWork, name: TakeoverPhaseName): readonly SentControls[] {
  const phase = takeoverPhases.find((one) => one.name === name);
  return phase === undefined ? [] : controlsOf(phase, { ...work, own });
}

function bodyOf({ address, owner = UNKNOWN }: SentControls, name: TakeoverPhaseName): ControlBody {
  if (address !== undefined) return { address: address.text, owner };
  return name === "available" ? { onlyAvailable: true } : {};
}

/** Those that failed among the controls sent together, in the order in which that was known. */
function failuresOf(c: Context<ProcessData>, from: number, to: number): Pnn[] {
  const { inOrder = [], targets = [] } = c.f.batch ?? {};
  return inOrder.flatMap((place) => (place >= from && place < to ? [targets[place] as Pnn] : []));
}

function blamedIn({ k }: Context<ProcessData>, { credits }: TakeoverWork): Pnn | undefined {
  return k.enableBans === 0 ? undefined : mostBlamed(credits);
}

/** Questions of a takeover run, whoever makes it. */
export function workGuards<D extends ProcessData>(workOf: WorkOf<D>) {
  return {
    nobodyIsActive: {
      sentence: "no node is active",
      test: (c) => activeNodes(workOf(c.d).flags).length === 0,
    },
    failoverIsOff: { sentence: "failover is disabled", test: (c) => c.k.failoverDisabled === 1 },
    nothingToHost: {
      sentence: "no node knows an address, or none has one of its own and none can be hosted",
      test: (c) => !canHostAddresses(workOf(c.d)),
    },
    computed: { sentence: "it has worked out what it was about", test: () => true },
  } as const satisfies Record<string, Guard<Context<D>, unknown>>;
}

/** Whom a phase of a takeover run is blamed on. */
function blameChanges<D extends ProcessData>(workOf: WorkOf<D>) {
  /** Counts the failures of a phase against their nodes. */
  const blame = (name: TakeoverPhaseName): Change<Context<D>, unknown> => ({
    sentence: "one credit for the first of each set of controls that failed",
    change: (c) => {
      const work = workOf(c.d);
      let from = 0;
      for (const { to } of sentIn(c.d.pnn, work, name)) {
        const failures = failuresOf(c, from, from + to.length);
        addCredits(
          work.credits,
          failures.map((pnn) => ({ pnn, kind: "ERROR" })),
        );
        from += to.length;
      }
    },
  });
  return {
    blameForKnown: blame("known"),
    blameForAvailable: blame("available"),
    blameForStart: blame("start"),
    blameForRelease: blame("release"),
    blameForTake: blame("take"),
    blameForFinish: blame("finish"),
  } as const satisfies Record<string, Change<Context<D>, unknown>>;
}

/** What is learnt and worked out in a takeover run. */
export function workChanges<D extends ProcessData>(workOf: WorkOf<D>) {
  return {
    beginWork: {
      sentence: "nothing is known of this run yet",
      change: (c) => {
        const { forced, homes } = workOf(c.d);
        Object.assign(workOf(c.d), newTakeoverWork(c.d.nodes), { forced, homes });
      },
    },
    storeFlags: {
      sentence: "remember the flags of all nodes",
      change: (c) => {
        workOf(c.d).flags = answers(c)[0]?.[1].flags ?? [];
      },
    },
    storeKnown: {
      sentence: "remember what each node knows, and what the database says of that, if it stands there",
      change: (c) => {
        const work = workOf(c.d);
        Object.assign(work, learnt(c, work));
      },
    },
    storeAvailable: {
      sentence: "remember what each node can host",
      change: (c) => {
        const work = workOf(c.d);
        const available = Array.from({ length: c.d.nodes }, (): TakeoverWork["available"][number] => []);
        for (const [pnn, { addresses = [] }] of answers(c)) available[pnn] = addresses.map(({ address }) => address);
        work.available = available;
      },
    },
    allocate: {
      sentence: "work out who shall have what",
      change: (c) => {
        const work = workOf(c.d);
        const { known, available } = work;
        work.assignments = allocate({
          algorithm: allocationAlgorithms[c.k.ipAllocAlgorithm] ?? "lcp2",
          arithmetic: "uint32",
          noIpTakeover: c.k.noIpTakeover === 1,
          noIpFailback: c.k.noIpFailback === 1,
          forceRebalanceNodes: work.forced,
          homeNodes: work.homes,
          known,
          available,
        }).assignments;
      },
    },
    setDeadline: {
      sentence: "all that follows has three times the TakeoverTimeout together",
      change: (c) => {
        workOf(c.d).deadlineUs = c.d.nowUs + 3 * c.k.takeoverTimeoutUs;
      },
    },
    ...blameChanges(workOf),
  } as const satisfies Record<string, Change<Context<D>, unknown>>;
}

/** The questions of a takeover run, phase after phase. */
function phaseEffects<D extends ProcessData>(workOf: WorkOf<D>) {
  /** Begins a phase: its controls go out to all targets at once. */
  const phase = (name: TakeoverPhaseName, sentence: string): EffectAction<Context<D>, unknown, Effect> => ({
    sentence,
    effect: (c) => {
      const work = workOf(c.d);
      const sent = sentIn(c.d.pnn, work, name);
      const control = takeoverPhases.find((one) => one.name === name);
      const op = control?.control === "GET_ALL_TUNABLES" ? "GET_TUNABLES" : (control?.control ?? "GET_TUNABLES");
      const timeoutUs = control?.deadline === "shared" ? work.deadlineUs - c.d.nowUs : c.k.takeoverTimeoutUs;
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
  });
  return {
    askTunables: phase("tunables", "ask its own daemon for the tunables"),
    askNodemap: phase("node-map", "ask its own daemon for the node map"),
    askKnown: phase("known", "ask every connected node which addresses it knows"),
    askAvailable: phase("available", "ask every active node that knows any which it can host"),
    askStart: phase("start", "let every connected node run the startipreallocate event"),
    askReleases: phase("release", "let every node that knows an address and shall not have it release it"),
    askTakes: phase("take", "let every node that shall have an address take it"),
    askFinish: phase("finish", "let every connected node run the ipreallocated event"),
  } as const satisfies Record<string, EffectAction<Context<D>, unknown, Effect>>;
}

/** What is asked and told in a takeover run. */
export function workEffects<D extends ProcessData>(workOf: WorkOf<D>) {
  return {
    ...phaseEffects(workOf),
    ...ownerWorkEffects(workOf),
    reportStarted: {
      sentence: "log the start",
      effect: (c) => ({ kind: "observe", event: { type: "takeover-started", pid: c.d.pid } }),
    },
    compute: {
      sentence: "working out who shall have what takes its time, in which it serves nothing",
      effect: ({ k }) => (k.allocationUs === 0 ? undefined : { kind: "compute", forUs: k.allocationUs }),
    },
    reportDone: {
      sentence: "log the success",
      effect: (c) => ({ kind: "observe", event: { type: "takeover-ended", pid: c.d.pid, ok: true } }),
    },
    reportFailed: {
      sentence: "log the failure, and because of whom",
      effect: (c) => {
        const pnn = blamedIn(c, workOf(c.d));
        const why = pnn === undefined ? {} : { blamed: pnn };
        return { kind: "observe", event: { type: "takeover-ended", pid: c.d.pid, ok: false, ...why } };
      },
    },
    tellBlamed: {
      sentence: "tell its recovery daemon which node failed most often, if nodes are banned at all",
      effect: (c) => {
        const pnn = blamedIn(c, workOf(c.d));
        return pnn === undefined ? undefined : { kind: "broadcast", to: "self", message: { type: "BANNING", pnn } };
      },
    },
  } as const satisfies Record<string, EffectAction<Context<D>, unknown, Effect>>;
}
