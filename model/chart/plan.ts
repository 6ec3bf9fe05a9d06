import { ChartError } from "./chart-error.ts";
import type { Machine, MachineNode, MachineTransition } from "./to-machine.ts";

/** One thing done during a move, by the name under which the chart's tables hold it. */
export type Deed =
  | { readonly kind: "operation"; readonly name: string }
  | { readonly kind: "setTimer"; readonly key: string; readonly delay: string }
  | { readonly kind: "cancelTimer"; readonly key: string };

/** A transition as seen from one leaf: what it does in order, and the leaf it leads to. */
export interface Move {
  readonly guard: string | undefined;
  readonly deeds: readonly Deed[];
  readonly next: number;
}

/** What a leaf state reacts to: candidates in the order tried. */
export interface LeafPlan {
  readonly path: readonly string[];
  readonly final: boolean;
  readonly on: ReadonlyMap<string, readonly Move[]>;
  readonly always: readonly Move[];
}

/** A machine flattened to its leaves; `start` is the move into the initial one. */
export interface Plan {
  readonly leaves: readonly LeafPlan[];
  readonly start: Move;
}

/** Flattens a machine of plain, compound and final states: for each leaf and event the moves to try. */
export function planOf(machine: Machine): Plan {
  const nodes = leafNodes(machine.root);
  const index = new Map(nodes.map((node, i) => [node, i]));
  const leaves = nodes.map((leaf): LeafPlan => {
    const move = (t: MachineTransition): Move => moveOf(leaf, t, index);
    const active = lineage(leaf);
    const on = new Map<string, Move[]>();
    for (const node of active) {
      for (const [type, ways] of node.transitions) on.set(type, [...(on.get(type) ?? []), ...ways.map(move)]);
    }
    const always = active.flatMap((node) => (node.always ?? []).map(move));
    return { path: leaf.path, final: leaf.type === "final", on, always };
  });
  return { leaves, start: into(descent(machine.root), [], undefined, index, machine.root) };
}

function leafNodes(node: MachineNode): MachineNode[] {
  const children = Object.values(node.states);
  return children.length === 0 ? [node] : children.flatMap(leafNodes);
}

/** The node and all above it, the root last: what is active while the node is a leaf. */
function lineage(node: MachineNode): MachineNode[] {
  return node.parent === undefined ? [node] : [node, ...lineage(node.parent)];
}

/** The initial states below a node, outermost first. */
function descent(node: MachineNode): MachineNode[] {
  const child = node.type === "compound" ? node.initial.target[0] : undefined;
  return child === undefined ? [] : [child, ...descent(child)];
}

function isBelow(node: MachineNode, above: MachineNode): boolean {
  return node.parent !== undefined && (node.parent === above || isBelow(node.parent, above));
}

/** The innermost state that a transition leaves untouched. */
function domainOf(t: MachineTransition, target: MachineNode): MachineNode | undefined {
  if (!t.reenter && (target === t.source || isBelow(target, t.source))) return t.source;
  return lineage(target).find((node) => isBelow(t.source, node) && isBelow(target, node));
}

function moveOf(leaf: MachineNode, t: MachineTransition, index: ReadonlyMap<MachineNode, number>): Move {
  const guard = t.guard as string | undefined;
  const actions = t.actions.map(operation);
  const target = t.target?.[0];
  if (target === undefined) return { guard, deeds: actions, next: place(leaf, index) };
  const active = lineage(leaf);
  const domain = domainOf(t, target) ?? active[active.length - 1];
  const inside = (node: MachineNode): boolean => domain !== undefined && isBelow(node, domain);
  const left = active.filter(inside).flatMap(exitDeeds);
  const entered = [...lineage(target).filter(inside).reverse(), ...descent(target)];
  return into(entered, [...left, ...actions], guard, index, leaf);
}

/** The move that ends by entering the given states; without any it stays in the leaf. */
function into(
  entered: readonly MachineNode[],
  before: readonly Deed[],
  guard: string | undefined,
  index: ReadonlyMap<MachineNode, number>,
  leaf: MachineNode,
): Move {
  return {
    guard,
    deeds: [...before, ...entered.flatMap(entryDeeds)],
    next: place(entered.at(-1) ?? leaf, index),
  };
}

function place(leaf: MachineNode, index: ReadonlyMap<MachineNode, number>): number {
  const found = index.get(leaf);
  if (found === undefined) throw new ChartError(`state "${leaf.path.join(".")}" is no leaf: nothing can rest there`);
  return found;
}

function operation(name: unknown): Deed {
  return { kind: "operation", name: String(name) };
}

/** XState appends its own actions for timers to `entry` and `exit`: ours are the names, the timers stand in `after`. */
function ownDeeds(actions: readonly unknown[]): Deed[] {
  return actions.filter((action) => typeof action === "string").map(operation);
}

function timersOf(node: MachineNode): { key: string; delay: string }[] {
  const timers = new Map(node.after.map(({ eventType, delay }) => [eventType, String(delay)]));
  return [...timers].map(([key, delay]) => ({ key, delay }));
}

function entryDeeds(node: MachineNode): Deed[] {
  return [...ownDeeds(node.entry), ...timersOf(node).map((timer): Deed => ({ kind: "setTimer", ...timer }))];
}

function exitDeeds(node: MachineNode): Deed[] {
  return [...ownDeeds(node.exit), ...timersOf(node).map(({ key }): Deed => ({ kind: "cancelTimer", key }))];
}
