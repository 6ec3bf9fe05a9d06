/** The only file that knows XState: a chart as an XState machine, and the public members we read of it. */
import { assign, createMachine } from "xstate";
import { clone } from "./clone.ts";
import { operationTable } from "./operations.ts";
import type { ChartEvent, ChartSpec } from "./spec.ts";
import { toXStateJson } from "./xstate-json.ts";

/** How often `always` may be taken in one step before the chart is taken to loop for ever. */
export const MAX_ALWAYS = 1000;

/** The public members of an XState transition that are read. */
export interface MachineTransition {
  readonly source: MachineNode;
  readonly target: readonly MachineNode[] | undefined;
  readonly reenter: boolean;
  readonly guard?: unknown;
  readonly actions: readonly unknown[];
}

/** The public members of an XState state node that are read. */
export interface MachineNode {
  readonly path: readonly string[];
  readonly type: string;
  readonly parent?: MachineNode | undefined;
  readonly states: Readonly<Record<string, MachineNode>>;
  readonly entry: readonly unknown[];
  readonly exit: readonly unknown[];
  readonly initial: { readonly target: readonly MachineNode[] };
  readonly always?: readonly MachineTransition[] | undefined;
  readonly transitions: ReadonlyMap<string, readonly MachineTransition[]>;
  readonly after: readonly { readonly delay: unknown; readonly eventType: string }[];
}

/** A snapshot, as far as it is read. */
export interface MachineSnapshot {
  readonly value: unknown;
  readonly context: unknown;
  readonly status: string;
  readonly error: unknown;
}

/** An action that XState wants performed: `xstate.raise` starts a timer, `xstate.cancel` stops it. */
export interface MachineAction {
  readonly type: string;
  readonly info: { readonly context: unknown; readonly event: { readonly type: string } };
  readonly params: unknown;
}

/** A machine, as far as it is used; `scope` is told every action. */
export interface Machine {
  readonly root: MachineNode;
  getInitialSnapshot(scope: unknown, input: unknown): MachineSnapshot;
  transition(snapshot: MachineSnapshot, event: ChartEvent, scope: unknown): MachineSnapshot;
  resolveState(state: { value: unknown; context: unknown }): MachineSnapshot;
}

/** An actor scope that does nothing but tell its actions; one is enough for all steps. */
export function inertScope(told: (action: MachineAction) => void): unknown {
  const nothing = (): void => {};
  return {
    id: "",
    sessionId: "",
    self: { id: "", sessionId: "" },
    system: { _sendInspectionEvent: nothing },
    defer: nothing,
    emit: nothing,
    logger: nothing,
    stopChild: nothing,
    actionExecutor: told,
  };
}

/**
 * The XState machine of a chart. Its input is `{context, event}`: what entry actions see at the start.
 *
 * @throws ChartError if the chart is not valid.
 */
export function toMachine<C, E extends ChartEvent, F>(chart: ChartSpec<C, E, F>): Machine {
  const config = {
    ...toXStateJson(chart),
    context: ({ input }: { input?: { context: unknown } }) => input?.context ?? {},
    options: { maxIterations: MAX_ALWAYS },
  };
  return createMachine(config as never, implementations(chart) as never) as unknown as Machine;
}

interface Args {
  readonly context: unknown;
  readonly event: { readonly type: string; readonly input?: { readonly event: unknown } };
}

/** XState announces the start by its own event; ours sees the event that caused it. */
function eventOf(args: Args): unknown {
  return args.event.type === "xstate.init" ? args.event.input?.event : args.event;
}

function implementations<C, E extends ChartEvent, F>(chart: ChartSpec<C, E, F>): Record<string, unknown> {
  const map = <T, U>(table: Readonly<Record<string, T>>, to: (value: T) => U): Record<string, U> =>
    Object.fromEntries(Object.entries(table).map(([name, value]) => [name, to(value)]));
  const actions: Record<string, unknown> = {};
  for (const [name, operation] of operationTable(chart)) {
    actions[name] =
      operation.kind === "effect"
        ? () => {}
        : assign(((args: Args) => {
            const copy = clone(args.context);
            operation.run(copy as C, eventOf(args) as E);
            return copy;
          }) as never);
  }
  return {
    guards: map(chart.guards, (guard) => (args: Args) => guard.test(args.context as C, eventOf(args) as E)),
    delays: map(chart.delays ?? {}, (delay) => (args: Args) => delay.us(args.context as C)),
    actions,
  };
}
