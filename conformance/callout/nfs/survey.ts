import { type Outcome, type Sandbox, stateOf } from "../sandbox/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { BARRIER, type Operation, operations } from "./operations.ts";

/** What was seen of one operation. */
export interface Seen {
  readonly operation: Operation;
  readonly outcomes: readonly Outcome[];
  /** True if a caller runs it: it is registered, or all are and callers of today ask for it. */
  readonly isCalled: boolean;
  /** True if it behaves otherwise than an operation that cannot be known. */
  readonly isKnown: boolean;
  /** True if it does anything: calls, writes, prints, or does not come to a good end. */
  readonly hasEffect: boolean;
}

/** What is known of a call-out after each of its operations ran once, in one life of a node. */
export interface Survey {
  readonly register: Outcome;
  /** True if `register` called a program or wrote a file. */
  readonly registerActs: boolean;
  /** Lines that `register` printed; none: all operations are registered. */
  readonly registered: readonly string[];
  readonly unknown: Outcome;
  readonly seen: readonly Seen[];
}

const UNKNOWN = "no-such-operation";

/** Runs every operation once, at the first clause that asks. */
export function surveyOf(trial: CalloutTrial): Promise<Survey> {
  return trial.once("survey", () => survey(trial));
}

/** What was seen of the operations that are called, and of those alone. */
export function calledIn({ seen }: Survey): readonly Seen[] {
  return seen.filter(({ isCalled }) => isCalled);
}

/** What was seen of one operation. */
export function seenOf({ seen }: Survey, name: string): Seen | undefined {
  return seen.find(({ operation }) => operation.name === name);
}

/** Which CTDB the call-out was written for, as far as its behaviour at the barrier tells. */
export function eraOf(found: Survey): string {
  const barrier = seenOf(found, BARRIER);
  if (barrier?.isCalled === true) return `CTDB 4.21 or later: it registers ${BARRIER}`;
  if (barrier?.isKnown === true && barrier.hasEffect) return `CTDB 4.21 or later: it implements ${BARRIER}`;
  if (barrier?.isKnown === true) return `CTDB 4.21 to 4.24: it knows ${BARRIER} and takes it for not required`;
  return `CTDB up to 4.20: it has no ${BARRIER}, and its caller never asks for one`;
}

async function survey(trial: CalloutTrial): Promise<Survey> {
  const node = trial.node(0);
  prepare(node);
  const before = stateOf(node.folder);
  const register = await node.run("register");
  const registerActs = register.calls.length > 0 || stateOf(node.folder) !== before;
  const registered = register.out.split("\n").filter((line) => line !== "");
  const unknown = await node.run(UNKNOWN, "eth0", "10.0.0.41", "24");
  const seen: Seen[] = [];
  for (const operation of operations) seen.push(await see(node, operation, registered, unknown));
  return { register, registerActs, registered, unknown, seen };
}

/** A node that serves one of two addresses, with two shares and its threads running. */
export function prepare(node: Sandbox, pnn = 0): void {
  const nodes = [0, 1, 2].map((each) => ({ pnn: each, address: `192.168.7.${each + 1}` }));
  node.believe({ pnn, nodes, addresses: [["10.0.0.41", 0] as const, ["10.0.0.42", 1] as const] });
  node.answer("exportfs", { out: SHARES });
  node.answer("nfsconf", { status: 1 });
}

/** What `exportfs -v` prints: a long path stands on a line of its own. */
const SHARES = "/srv/a\t\t10.0.0.0/8(rw,wdelay,root_squash)\n/srv/a-long/path/to/b\n\t\t<world>(ro,wdelay)\n";

async function see(
  node: Sandbox,
  operation: Operation,
  registered: readonly string[],
  unknown: Outcome,
): Promise<Seen> {
  const outcomes: Outcome[] = [];
  const before = stateOf(node.folder);
  for (const args of operation.calls) outcomes.push(await node.run(operation.name, ...args));
  const writes = stateOf(node.folder) !== before;
  const isTodays = operation.old === undefined && operation.own === undefined;
  return {
    operation,
    outcomes,
    isCalled: registered.length === 0 ? isTodays : registered.includes(operation.name),
    isKnown: outcomes.some((outcome) => printOf(outcome) !== printOf(unknown)),
    hasEffect: writes || outcomes.some(acts),
  };
}

function acts({ calls, out, err, status, ending }: Outcome): boolean {
  return calls.length > 0 || out !== "" || err !== "" || status !== 0 || ending !== "itself";
}

/** What a run showed, without the name of its operation. */
function printOf({ args: [name = ""], out, err, status, ending, calls }: Outcome): string {
  const texts = [out, err, ...calls.flatMap(({ program, args }) => [program, ...args])];
  return JSON.stringify([status, ending, texts.map((text) => text.replaceAll(name, "<operation>"))]);
}
