/** The chart of the benchmark under XState, as fast as XState goes without an actor: flat data copied by `assign`. */
import { assign, createMachine } from "xstate";
import { type Sink, toXStateJson } from "../model/chart/index.ts";
import { type Member, type MemberEffect, type MemberEvent, member, newMember } from "./chart-member.ts";

interface Args {
  readonly context: Member;
  readonly event: MemberEvent;
}

/** What is read of a snapshot. */
export interface MemberSnapshot {
  readonly status: string;
  readonly context: Member;
  matches(path: string): boolean;
}

/** The chart under XState: pure steps. */
export interface MemberMachine {
  initial(): MemberSnapshot;
  next(snapshot: MemberSnapshot, event: MemberEvent): MemberSnapshot;
}

const entries = Object.entries(member.actions);

const machine = createMachine(
  { ...toXStateJson(member), context: newMember() } as never,
  {
    guards: table(member.guards, (guard) => (args: Args) => guard.test(args.context, args.event)),
    delays: table(member.delays ?? {}, (delay) => (args: Args) => delay.us(args.context)),
    actions: Object.fromEntries(
      entries.map(([name, action]) => [
        name,
        "change" in action
          ? assign((({ context, event }: Args) => {
              const next = { ...context };
              action.change(next, event);
              return next;
            }) as never)
          : () => {},
      ]),
    ),
  } as never,
);

const effects = new Map(entries.map(([name, action]) => [name, "effect" in action ? action.effect : undefined]));

/** Opens the machine with one inert scope for all steps; effects and timers are told to the sink. */
export function openXState(sink: Sink<MemberEffect>): MemberMachine {
  const none = (): void => {};
  const told = (action: {
    type: string;
    info: Args;
    params: { id: string; delay: number; event: MemberEvent; sendId: string };
  }): void => {
    if (action.type === "xstate.raise") sink.setTimer(action.params.id, action.params.delay, action.params.event);
    else if (action.type === "xstate.cancel") sink.cancelTimer(action.params.sendId);
    else sink.effect(effects.get(action.type)?.(action.info.context, action.info.event) as MemberEffect);
  };
  const system = { _sendInspectionEvent: none };
  const scope = { self: {}, id: "", sessionId: "", logger: none, defer: none, emit: none, stopChild: none, system };
  const actor = { ...scope, actionExecutor: told } as never;
  return {
    initial: () => machine.getInitialSnapshot(actor) as unknown as MemberSnapshot,
    next: (snapshot, event) =>
      machine.transition(snapshot as never, event as never, actor) as unknown as MemberSnapshot,
  };
}

function table<T, U>(entries: Readonly<Record<string, T>>, to: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, to(value)]));
}
