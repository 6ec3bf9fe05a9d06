/**
 * The chart of the benchmark as somebody in a hurry for speed would write it: one switch over integers, no
 * names. It stays in one file because constants from another module are not folded into the code.
 */
import type { Sink } from "../model/chart/index.ts";
import { type Member, type MemberEffect, type MemberEvent, TYPES } from "./chart-member.ts";

/** Leaf states in the order of the chart's leaves, then event codes in the order of `TYPES`. */
const [IDLE, JOINING, ASKING, COPYING, CHECKING, APPLYING, STEADY] = [0, 1, 2, 3, 4, 5, 6] as const;
/** More leaf states. */
const [THINKING, COUNTING, COMMITTING, ABORTING, LEAVING, FAILED, GONE] = [7, 8, 9, 10, 11, 12, 13] as const;
const [JOIN, WELCOME, REFUSED, CHUNK, CHECKED, PROPOSE] = [0, 1, 2, 3, 4, 5] as const;
const [BALLOT, VETO, COMMITTED, NEW_TERM, LEAVE, CRASH] = [6, 7, 8, 9, 10, 11] as const;
const [AFTER_JOINING, AFTER_SYNCING, AFTER_COUNTING, AFTER_STEADY, AFTER_FAILED] = [12, 13, 14, 15, 16] as const;

const TIMER_EVENTS = TYPES.map((type) => ({ type }));

/** The timer that runs in a state, or -1. */
const TIMER_OF = [-1, 12, 13, 13, 13, 13, 15, -1, 14, -1, -1, -1, 16, -1];

function set(s: Sink<MemberEffect>, code: number, us: number): void {
  const event = TIMER_EVENTS[code] as { type: string };
  s.setTimer(event.type, us, event);
}

function cancel(s: Sink<MemberEffect>, code: number): void {
  s.cancelTimer((TIMER_EVENTS[code] as { type: string }).type);
}

function tell(s: Sink<MemberEffect>, kind: string, c: Member): void {
  s.effect({ kind, term: c.term });
}

function reset(c: Member): void {
  c.acks = 0;
  c.chunks = 0;
}

function toJoining(c: Member, s: Sink<MemberEffect>): number {
  tell(s, "hello", c);
  set(s, AFTER_JOINING, 3_000_000);
  return JOINING;
}

function toFailed(c: Member, s: Sink<MemberEffect>): number {
  reset(c);
  set(s, AFTER_FAILED, 1_000_000 * (1 + c.credits));
  return FAILED;
}

function toSteady(c: Member, s: Sink<MemberEffect>): number {
  tell(s, "beat", c);
  set(s, AFTER_STEADY, 1_000_000);
  return STEADY;
}

function toAborting(c: Member, s: Sink<MemberEffect>): number {
  tell(s, "abort", c);
  c.credits++;
  return ABORTING;
}

function settleCounting(c: Member, s: Sink<MemberEffect>): number {
  if (c.acks < 2) return COUNTING;
  cancel(s, AFTER_COUNTING);
  tell(s, "commit", c);
  return COMMITTING;
}

function crash(state: number, c: Member, s: Sink<MemberEffect>): number {
  const timer = TIMER_OF[state] as number;
  if (timer >= 0) cancel(s, timer);
  if (state >= THINKING && state <= ABORTING) c.rounds++;
  reset(c);
  return IDLE;
}

function joining(c: Member, e: MemberEvent, s: Sink<MemberEffect>): number {
  switch (e.code) {
    case WELCOME:
      cancel(s, AFTER_JOINING);
      c.term = e.term;
      c.leader = e.from;
      reset(c);
      set(s, AFTER_SYNCING, 3_000_000);
      tell(s, "ask", c);
      return ASKING;
    case REFUSED:
    case AFTER_JOINING:
      cancel(s, AFTER_JOINING);
      c.credits++;
      return toFailed(c, s);
    default:
      return JOINING;
  }
}

function syncing(state: number, c: Member, e: MemberEvent, s: Sink<MemberEffect>): number {
  switch (e.code) {
    case AFTER_SYNCING:
      cancel(s, AFTER_SYNCING);
      c.credits++;
      return toJoining(c, s);
    case NEW_TERM:
      if (e.term <= c.term) return state;
      cancel(s, AFTER_SYNCING);
      c.term = e.term;
      return toJoining(c, s);
    case CHUNK:
      if (state > COPYING) return state;
      c.chunks++;
      return c.chunks >= 3 ? CHECKING : COPYING;
    case CHECKED:
      return state === CHECKING ? APPLYING : state;
    case REFUSED:
      if (state !== CHECKING) return state;
      reset(c);
      tell(s, "ask", c);
      return ASKING;
    case COMMITTED:
      if (state !== APPLYING) return state;
      cancel(s, AFTER_SYNCING);
      c.credits = 0;
      return toSteady(c, s);
    default:
      return state;
  }
}

function steady(c: Member, e: MemberEvent, s: Sink<MemberEffect>): number {
  switch (e.code) {
    case PROPOSE:
      if (e.term < c.term) return STEADY;
      cancel(s, AFTER_STEADY);
      if (e.term > c.term) {
        c.term = e.term;
        c.leader = e.from;
      }
      reset(c);
      return THINKING;
    case NEW_TERM:
      if (e.term > c.term) {
        c.term = e.term;
        c.leader = e.from;
      }
      return STEADY;
    case LEAVE:
      cancel(s, AFTER_STEADY);
      tell(s, "bye", c);
      return LEAVING;
    case AFTER_STEADY:
      cancel(s, AFTER_STEADY);
      return toSteady(c, s);
    default:
      return STEADY;
  }
}

function ballot(state: number, c: Member, s: Sink<MemberEffect>): number {
  if (state > COUNTING) return state;
  c.acks++;
  if (state === THINKING) {
    tell(s, "ballot", c);
    set(s, AFTER_COUNTING, 3_000_000);
  }
  return settleCounting(c, s);
}

function voting(state: number, c: Member, e: MemberEvent, s: Sink<MemberEffect>): number {
  switch (e.code) {
    case VETO:
      if (e.term !== c.term) return state;
      if (state === COUNTING) cancel(s, AFTER_COUNTING);
      return toAborting(c, s);
    case BALLOT:
      return ballot(state, c, s);
    case AFTER_COUNTING:
      if (state !== COUNTING) return state;
      cancel(s, AFTER_COUNTING);
      c.credits++;
      return toAborting(c, s);
    case COMMITTED:
      if (state < COMMITTING) return state;
      c.rounds++;
      return state === ABORTING && c.credits > 3 ? toFailed(c, s) : toSteady(c, s);
    default:
      return state;
  }
}

/** One step by hand: the next state. */
export function stepByHand(state: number, c: Member, e: MemberEvent, s: Sink<MemberEffect>): number {
  if (e.code === CRASH) return crash(state, c, s);
  switch (state) {
    case IDLE:
      return e.code === JOIN ? toJoining(c, s) : IDLE;
    case JOINING:
      return joining(c, e, s);
    case ASKING:
    case COPYING:
    case CHECKING:
    case APPLYING:
      return syncing(state, c, e, s);
    case STEADY:
      return steady(c, e, s);
    case THINKING:
    case COUNTING:
    case COMMITTING:
    case ABORTING:
      return voting(state, c, e, s);
    case LEAVING:
      if (e.code === COMMITTED) return GONE;
      return e.code === REFUSED ? toSteady(c, s) : LEAVING;
    case FAILED:
      if (e.code !== JOIN && e.code !== AFTER_FAILED) return FAILED;
      cancel(s, AFTER_FAILED);
      if (e.code === JOIN) return toJoining(c, s);
      c.credits = 0;
      return IDLE;
    default:
      return state;
  }
}

export { GONE, IDLE };
