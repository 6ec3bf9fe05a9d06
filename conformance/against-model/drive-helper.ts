import {
  type Drill,
  type DrillAct,
  type DrillStep,
  type Episode,
  type History,
  otherWithinUs,
  withByte,
} from "../../model/index.ts";
import { NotEstablishedError } from "../clause/index.ts";
import type { Helper } from "../helper/index.ts";
import type { HookVerb } from "../hooks/index.ts";
import type { Trial } from "../mutex/index.ts";
import { adopter } from "./adopter.ts";

/** Where the helper runs, and where those do who compete with it. */
const HERE = "a";
const THERE = "b";

/** Something that was done, by the clock of this process in milliseconds. */
interface Done {
  readonly act: DrillAct;
  readonly atMs: number;
  readonly other?: string;
  readonly otherMs?: number;
}

/** A drill that is under way. */
interface Stage {
  readonly trial: Trial;
  readonly drill: Drill;
  readonly lock: string;
  readonly done: Done[];
  helper: Helper | undefined;
  occupant: Helper | undefined;
}

/** Carries a drill out with a real helper. @throws NotEstablishedError, HookError if the environment does not do its part */
export async function driveHelper(trial: Trial, drill: Drill): Promise<History> {
  const stage: Stage = { trial, drill, lock: trial.newLock(), done: [], helper: undefined, occupant: undefined };
  for (const step of drill.steps) await take(stage, step);
  return historyOf(stage);
}

async function take(stage: Stage, step: DrillStep): Promise<void> {
  if (step.kind === "act") return perform(stage, step.act);
  if (step.kind === "wait") return stage.trial.pause(step.forUs / 1_000);
  const withinMs = step.withinUs / 1_000;
  if (step.kind === "answer") await stage.helper?.answer(withinMs);
  else await Promise.all([stage.helper?.closed(withinMs), stage.helper?.ended(withinMs)]);
}

async function perform(stage: Stage, act: DrillAct): Promise<void> {
  const atMs = performance.now();
  stage.trial.note(act);
  if (act === "occupy" || act === "challenge") return askAsOther(stage, act, atMs);
  stage.done.push({ act, atMs });
  await deeds[act](stage);
}

type Deed = (stage: Stage) => unknown;

const hook =
  (verb: HookVerb): Deed =>
  ({ trial, lock }) =>
    trial.act(verb, lock, HERE);
const signal =
  (name: NodeJS.Signals): Deed =>
  ({ helper }) =>
    helper?.signal(name);
const signalParent =
  (name: NodeJS.Signals): Deed =>
  ({ helper }) =>
    helper?.signalParent(name);

const deeds: Readonly<Record<Exclude<DrillAct, "occupy" | "challenge">, Deed>> = {
  forbid: hook("forbid"),
  remove: hook("remove"),
  replace: hook("replace"),
  revoke: hook("revoke"),
  cut: hook("cut"),
  stall: hook("stall"),
  restore: hook("restore"),
  start: async (stage) => {
    const zombies = stage.drill.steps.some((step) => step.kind === "act" && step.act === "neglect-parent");
    stage.helper = await stage.trial.start(stage.lock, { seat: HERE, zombies });
  },
  "start-orphaned": async (stage) => {
    const by = await adopter();
    if (by !== 1) throw new NotEstablishedError(`orphans are adopted by process ${by} here, not by process 1`);
    stage.helper = await stage.trial.start(stage.lock, { seat: HERE, orphan: true });
  },
  terminate: signal("SIGTERM"),
  kill: signal("SIGKILL"),
  stop: signal("SIGSTOP"),
  continue: signal("SIGCONT"),
  "kill-parent": signalParent("SIGKILL"),
  "neglect-parent": signalParent("SIGKILL"),
  "stop-parent": signalParent("SIGSTOP"),
  "terminate-children": ({ helper }) => {
    for (const pid of helper?.family() ?? []) if (pid !== helper?.pid) terminate(pid);
  },
  "end-occupant": ({ occupant }) => occupant?.signal("SIGTERM"),
  "kill-occupant": ({ occupant }) => occupant?.signal("SIGKILL"),
};

/** Starts another helper and waits for what it says. */
async function askAsOther(stage: Stage, act: DrillAct, atMs: number): Promise<void> {
  const other = await stage.trial.start(stage.lock, { seat: THERE });
  if (act === "occupy") stage.occupant = other;
  const answer = await other.answer(otherWithinUs / 1_000);
  const byte = answer.kind === "byte" ? answer.byte : "";
  const otherMs = answer.kind === "silent" ? {} : { otherMs: answer.afterMs };
  stage.done.push({ act, atMs, other: byte, ...otherMs });
}

function terminate(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // It went in this very moment.
  }
}

/** What was seen, by the act after which it came. */
function historyOf({ helper, done }: Stage): History {
  const startedMs = performance.now() - (helper?.age() ?? 0);
  const past = helper?.past();
  const seen = [
    ...(helper?.output ?? []).flatMap(({ atMs, text }) => [...text].map((byte) => ({ atMs: startedMs + atMs, byte }))),
    ...(past?.closedMs === undefined ? [] : [{ atMs: startedMs + past.closedMs, what: "closedUs" as const }]),
    ...(past?.endedMs === undefined ? [] : [{ atMs: startedMs + past.endedMs, what: "endedUs" as const }]),
  ];
  return done.map((one, nth) => {
    const untilMs = done[nth + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    const mine = seen.filter(({ atMs }) => atMs >= one.atMs && atMs < untilMs);
    return episodeOf(one, startedMs, mine);
  });
}

function episodeOf(
  { act, atMs, other, otherMs }: Done,
  startedMs: number,
  seen: readonly { readonly atMs: number; readonly byte?: string; readonly what?: "closedUs" | "endedUs" }[],
): Episode {
  const us = (ms: number): number => Math.round(ms * 1_000);
  const bytes = seen.flatMap(({ byte }) => (byte === undefined ? [] : [byte])).reduce(withByte, "");
  const first = seen.find(({ byte }) => byte !== undefined);
  const ends = seen.flatMap(({ what, atMs: at }) => (what === undefined ? [] : [[what, us(at - atMs)] as const]));
  return {
    act,
    atUs: us(atMs - startedMs),
    bytes,
    ...(other === undefined ? {} : { other }),
    ...(otherMs === undefined ? {} : { otherUs: us(otherMs) }),
    ...(first === undefined ? {} : { byteUs: us(first.atMs - atMs) }),
    ...Object.fromEntries(ends),
  };
}
