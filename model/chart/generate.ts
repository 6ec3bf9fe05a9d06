import type { Deed, LeafPlan, Move, Plan } from "./plan.ts";

/** Generated source and what it refers to: parameter `names[i]` stands for `bound[i]`. */
export interface Generated {
  readonly source: string;
  readonly names: readonly string[];
  readonly bound: readonly string[];
}

/** Hands out one parameter name for each distinct thing the source refers to. */
class Bindings {
  readonly #names = new Map<string, string>();

  /** The parameter that stands for a thing such as `guard isLeader`. */
  name(thing: string): string {
    const known = this.#names.get(thing);
    if (known !== undefined) return known;
    const fresh = `${thing.charAt(0)}${this.#names.size}`;
    this.#names.set(thing, fresh);
    return fresh;
  }

  entries(): [string, string][] {
    return [...this.#names];
  }
}

/**
 * Writes the body of a function that returns `{start, step}` for a plan. One small function stands for
 * each distinct list of candidates; it answers -1 (none taken), 0 (taken, nothing changed), 1 (changed).
 * No name of the chart gets into the source but as a quoted string.
 *
 * `isChange` tells which operations change data: only a change of data or state makes `always` be tried again.
 */
export function generate(plan: Plan, columns: readonly string[], isChange: (operation: string) => boolean): Generated {
  const bindings = new Bindings();
  const writer = new Writer(plan.leaves, bindings, isChange);
  const table = plan.leaves.map((leaf, i) => `[${columns.map((type) => writer.list(i, leaf.on.get(type))).join()}]`);
  const always = plan.leaves.map((leaf, i) => writer.list(i, leaf.always));
  const start = writer.start(plan.start);
  const source = `"use strict";
${writer.functions().join("\n")}
const table=[${table.join(",\n")}].flat();
const always=[${always.join()}];
function settle(I,c,e,s){
  let taken=0;
  for(;;){
    const f=always[I.leaf];
    if(f===null)return taken>0;
    const r=f(I,c,e,s);
    if(r<0)return taken>0;
    if(I.done)return true;
    if(++taken>=limit)loops(I.leaf);
    if(r===0)return true;
  }
}
function start(I,c,e,s){
  I.done=false;
  ${start}
  if(!I.done)settle(I,c,e,s);
}
function step(I,c,e,s){
  if(I.done)return false;
  const column=columns.get(e.type);
  const f=column===undefined?null:table[I.leaf*${columns.length}+column];
  if(f!==null){
    f(I,c,e,s);
    if(!I.done&&always[I.leaf]!==null)settle(I,c,e,s);
    return true;
  }
  return always[I.leaf]!==null&&settle(I,c,e,s);
}
return {start,step};`;
  const used = bindings.entries();
  return { source, names: used.map(([, name]) => name), bound: used.map(([thing]) => thing) };
}

class Writer {
  readonly #leaves: readonly LeafPlan[];
  readonly #bindings: Bindings;
  readonly #isChange: (operation: string) => boolean;
  readonly #functions = new Map<string, string>();

  constructor(leaves: readonly LeafPlan[], bindings: Bindings, isChange: (operation: string) => boolean) {
    this.#leaves = leaves;
    this.#bindings = bindings;
    this.#isChange = isChange;
  }

  functions(): string[] {
    return [...this.#functions].map(([body, name]) => `function ${name}(I,c,e,s){${body}}`);
  }

  /** The function for a list of candidates, or `null` if there is none. */
  list(leaf: number, moves: readonly Move[] | undefined): string {
    if (moves === undefined || moves.length === 0) return "null";
    let body = "";
    for (const move of moves) {
      const changed = move.next !== leaf || move.deeds.some((d) => d.kind === "operation" && this.#isChange(d.name));
      const taken = `${this.move(move, leaf)}return ${changed ? 1 : 0};`;
      if (move.guard === undefined) return this.#functionOf(body + taken);
      body += `if(${this.#bindings.name(`guard ${move.guard}`)}(c,e)){${taken}}`;
    }
    return this.#functionOf(`${body}return -1;`);
  }

  start(move: Move): string {
    return this.move(move, -1);
  }

  move(move: Move, from: number): string {
    const leave = move.next === from ? "" : `I.leaf=${move.next};`;
    const done = this.#leaves[move.next]?.final === true ? "I.done=true;" : "";
    return move.deeds.map((deed) => this.#deed(deed)).join("") + leave + done;
  }

  #deed(deed: Deed): string {
    if (deed.kind === "cancelTimer") return `s.cancelTimer(${JSON.stringify(deed.key)});`;
    if (deed.kind === "setTimer") {
      const delay = this.#bindings.name(`delay ${deed.delay}`);
      return `s.setTimer(${JSON.stringify(deed.key)},${delay}(c),${this.#bindings.name(`timer ${deed.key}`)});`;
    }
    const call = `${this.#bindings.name(`operation ${deed.name}`)}(c,e)`;
    return this.#isChange(deed.name) ? `${call};` : `emit(s,${call});`;
  }

  #functionOf(body: string): string {
    const known = this.#functions.get(body);
    if (known !== undefined) return known;
    const name = `f${this.#functions.size}`;
    this.#functions.set(body, name);
    return name;
  }
}
