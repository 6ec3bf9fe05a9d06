/**
 * Chart steps: generated functions against XState's `transition` (one reused inert scope, flat data copied
 * by `assign`) and against a switch written by hand, in turns, per CPU-second, ratios taken round by round.
 * All three make the same steps; that is checked first.
 * `npx tsc -p bench/tsconfig.json && node out/bench/bench/chart.bench.js [rounds]`
 */
import { type ChartInstance, compile, type Sink } from "../model/chart/index.ts";
import { GONE, IDLE, stepByHand } from "./chart-by-hand.ts";
import { type Member, type MemberEffect, type MemberEvent, member, newMember, TYPES } from "./chart-member.ts";
import { openXState } from "./chart-under-xstate.ts";

const EVENTS = 20_000;

/** Counts what is asked for, so that nothing is optimised away and the variants can be compared. */
class Counter implements Sink<MemberEffect> {
  sum = 0;
  effect(effect: MemberEffect): void {
    this.sum = (Math.imul(this.sum, 31) + effect.kind.length + effect.term) | 0;
  }
  setTimer(key: string, delayUs: number): void {
    this.sum = (Math.imul(this.sum, 31) + key.length + delayUs) | 0;
  }
  cancelTimer(key: string): void {
    this.sum = (Math.imul(this.sum, 31) - key.length) | 0;
  }
}

/** One way to step: makes a pass over all events, answers what it came to. */
type Pass = (events: readonly MemberEvent[]) => string;

function answer(leaf: string, c: Member, sink: Counter): string {
  return `${leaf} ${JSON.stringify(c)} ${sink.sum}`;
}

const compiled = compile(member);

const generated: Pass = (events) => {
  const sink = new Counter();
  const instance: ChartInstance = { leaf: 0, done: false };
  let c = newMember();
  for (const event of events) {
    compiled.step(instance, c, event, sink);
    if (!instance.done) continue;
    c = newMember();
    compiled.start(instance, c, event, sink);
  }
  return answer(compiled.leaves[instance.leaf] ?? "", c, sink);
};

const byHand: Pass = (events) => {
  const sink = new Counter();
  let state: number = IDLE;
  let c = newMember();
  for (const event of events) {
    state = stepByHand(state, c, event, sink);
    if (state !== GONE) continue;
    c = newMember();
    state = IDLE;
  }
  return answer(compiled.leaves[state] ?? "", c, sink);
};

const xstate: Pass = (events) => {
  const sink = new Counter();
  const { initial, next } = openXState(sink);
  let snapshot = initial();
  for (const event of events) {
    snapshot = next(snapshot, event);
    if (snapshot.status === "done") snapshot = initial();
  }
  const leaf = compiled.leaves.find((path) => snapshot.matches(path)) ?? "";
  return answer(leaf, snapshot.context, sink);
};

/** Events of which 70 % are of a type that the state they meet reacts to. */
function drawEvents(): MemberEvent[] {
  const instance: ChartInstance = { leaf: 0, done: false };
  const sink = new Counter();
  const quiet: Sink<MemberEffect> = { effect() {}, setTimer() {}, cancelTimer() {} };
  let c = newMember();
  let x = 0x2545f491;
  const draw = (bound: number): number => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % bound;
  };
  const events: MemberEvent[] = [];
  while (events.length < EVENTS) {
    const reacts = TYPES.map((_, code) => code).filter((code) => reactsTo(instance, TYPES[code] ?? "", quiet));
    const code = draw(10) < 7 ? (reacts[draw(reacts.length)] ?? 0) : draw(TYPES.length);
    if (TYPES[code] === "CRASH" && draw(20) !== 0) continue;
    const event = { type: TYPES[code] ?? "", code, from: draw(3), term: c.term + (draw(8) === 0 ? 1 : 0) };
    events.push(event);
    compiled.step(instance, c, event, sink);
    if (instance.done) {
      c = newMember();
      compiled.start(instance, c, event, sink);
    }
  }
  return events;
}

function reactsTo(instance: ChartInstance, type: string, quiet: Sink<MemberEffect>): boolean {
  const event = { type, code: 0, from: 0, term: 0 };
  return compiled.step({ ...instance }, newMember(), event, quiet);
}

/** Steps per CPU-second of one variant, over at least 60 ms. */
function measure(pass: Pass, events: readonly MemberEvent[]): number {
  const start = process.cpuUsage();
  for (let passes = 1; ; passes++) {
    pass(events);
    const spent = process.cpuUsage(start);
    const seconds = (spent.user + spent.system) / 1e6;
    if (seconds > 0.06) return (passes * events.length) / seconds;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function main(rounds: number): void {
  const events = drawEvents();
  const passes: readonly Pass[] = [generated, xstate, byHand];
  const answers = passes.map((pass) => pass(events));
  if (new Set(answers).size !== 1) throw new Error(`the variants do not agree:\n${answers.join("\n")}`);
  for (const pass of passes) measure(pass, events);
  const rates = Array.from({ length: rounds }, () => passes.map((pass) => measure(pass, events)));
  const rate = (i: number): string => (median(rates.map((row) => row[i] ?? 0)) / 1e6).toFixed(2);
  const ratio = (i: number): string => median(rates.map((row) => (row[0] ?? 0) / (row[i] ?? 1))).toFixed(2);
  process.stdout.write(`| chart steps | million per CPU-second | generated : this |
| --- | --- | --- |
| generated | ${rate(0)} | 1 |
| XState, reused scope | ${rate(1)} | ${ratio(1)} |
| switch by hand | ${rate(2)} | ${ratio(2)} |
`);
}

main(Number(process.argv[2] ?? 15));
