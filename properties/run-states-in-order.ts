import type { ObservationOf, Pnn, RunState, TraceEvent } from "../model/index.ts";
import { instantUs, settledUs } from "./bounds.ts";
import { endsRecovery, mayEndRecovery } from "./ends-recovery.ts";
import { never } from "./never.ts";
import type { Picture } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** How far the start of one daemon has come. */
interface StartUp {
  runState: RunState | "none";
  /** When its last recovery ended, or may have; -1: it has had none. */
  recoveredUs: number;
  /** The last one that it waits after for certain: an end that is refused in recovery mode may not count there. */
  waitsFromUs: number;
  /** Has the cluster once been left in peace for long enough since then? */
  wasSettled: boolean;
}

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly startUps: readonly StartUp[];
  /** Clocks that were set or run wrong: a wait by such a clock has another length. */
  readonly odd: Set<Pnn>;
}

/** The run state that each comes from. A shutdown may begin anywhere. */
const before: Readonly<Partial<Record<RunState, RunState | "none">>> = {
  init: "none",
  setup: "init",
  "first-recovery": "setup",
  startup: "first-recovery",
  running: "startup",
};

/** A node goes to work step by step, and not before its cluster is fit for it. */
export const runStatesInOrder = never<State>({
  name: "run-states-in-order",
  sentence:
    "A daemon goes through its run states in order: none is left out, STARTUP comes after a recovery and RUNNING after a settled time.",
  needs: [
    "runstate-changed",
    "process-started",
    "control-accepted",
    "control-refused",
    "recovery-mode-changed",
    "clock-stepped",
    "clock-rate-changed",
  ],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    picture,
    startUps: picture.hosts.map(() => ({ runState: "none", recoveredUs: -1, waitsFromUs: -1, wasSettled: false })),
    odd: new Set(),
  }),
  step(state, event) {
    const startUp = state.startUps[event.host];
    if (startUp === undefined) return null;
    if (event.type === "clock-stepped" || event.type === "clock-rate-changed") state.odd.add(event.host);
    if (event.type === "process-started" && event.program === "ctdbd")
      Object.assign(startUp, { runState: "none", recoveredUs: -1, waitsFromUs: -1, wasSettled: false });
    if (mayEndRecovery(event)) {
      startUp.wasSettled ||= isSettled(state, startUp, event.atUs);
      startUp.recoveredUs = event.atUs;
      if (endsRecovery(event) || state.picture.host(event.host).mode === "normal") startUp.waitsFromUs = event.atUs;
    }
    if (event.type !== "runstate-changed") return null;
    const from = startUp.runState;
    startUp.runState = event.runState;
    return judge(state, startUp, from, event);
  },
});

function isSettled({ setting }: State, { recoveredUs, waitsFromUs }: StartUp, atUs: number): boolean {
  return recoveredUs >= 0 && atUs - waitsFromUs >= settledUs(setting.constants) - instantUs;
}

function judge(
  state: State,
  startUp: StartUp,
  from: RunState | "none",
  { host, atUs, runState }: ObservationOf<"runstate-changed"> & TraceEvent,
): Violation | null {
  // A daemon that was recovered before its setup event was over passes FIRST_RECOVERY in the same turn.
  const expected = runState === "startup" && from === "setup" && startUp.recoveredUs >= 0 ? from : before[runState];
  const violated = (evidence: string, bound: string): Violation => ({
    atUs,
    hosts: [host],
    why: [`At ${clock(atUs)} ${node(host)} entered the run state ${runState}.`, evidence, bound],
  });
  if (expected !== undefined && from !== expected)
    return violated(`Its run state was ${from} until then.`, `It is entered from ${expected} only.`);
  if (runState === "startup" && startUp.recoveredUs < 0)
    return violated("No recovery has ended there since its daemon started.", "Its databases are not attached before.");
  const isEarly = !startUp.wasSettled && !isSettled(state, startUp, atUs) && !state.odd.has(host);
  if (runState === "running" && isEarly)
    return violated(
      `Its last recovery ended at ${clock(startUp.recoveredUs)}.`,
      `It waits for ${seconds(settledUs(state.setting.constants))} without one.`,
    );
  return null;
}
