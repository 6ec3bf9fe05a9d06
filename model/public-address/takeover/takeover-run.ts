import type { Pnn } from "../../words/index.ts";
import {
  type AllocationAlgorithm,
  type AllocationArithmetic,
  type Assignment,
  allocate,
  type HomeNode,
} from "../allocation/index.ts";
import { addCredits, type FailedControl, inOrderOfArrival, mostBlamed, phaseError } from "./blame.ts";
import { canHostAddresses } from "./can-host.ts";
import { activeNodes, controlsOf, type TakeoverKnowledge } from "./controls-of.ts";
import { type ControlFault, FakeNodes, type PublicAddress } from "./fake-nodes.ts";
import { type TakeoverControl, type TakeoverPhase, takeoverPhases } from "./phases.ts";

/** A cluster of nodes that keep only ownership, and what the helper is told. */
export interface TakeoverRequest {
  /** By node. */
  readonly flags: readonly number[];
  /** The node on which the helper runs. */
  readonly own: Pnn;
  readonly addresses: readonly PublicAddress[];
  readonly algorithm: AllocationAlgorithm;
  readonly arithmetic: AllocationArithmetic;
  readonly noIpTakeover: boolean;
  readonly noIpFailback: boolean;
  readonly enableBans: boolean;
  readonly failoverDisabled: boolean;
  readonly forceRebalanceNodes: readonly number[];
  readonly homeNodes: readonly HomeNode[];
  readonly faults: readonly ControlFault[];
}

/** What a run comes to. */
export interface TakeoverOutcome {
  /** 0; -1: a node answered with an error; ETIMEDOUT: one did not answer; ENOMEM: there is no active node. */
  readonly rc: 0 | -1 | "ETIMEDOUT" | "ENOMEM";
  /** The node that the leader is told of, if the run failed because of one and bans are enabled. */
  readonly blamed: Pnn | null;
  /** The phases that were begun, in order. */
  readonly phases: readonly { readonly name: TakeoverControl; readonly ok: boolean }[];
  /** Who has which address at the end, as the tool would list them. */
  readonly addresses: readonly Assignment[];
}

/** What a phase came to: undefined if it succeeded. */
type PhaseError = "ERROR" | "TIMEOUT" | "ENOMEM" | undefined;

const codes = { ERROR: -1, TIMEOUT: "ETIMEDOUT", ENOMEM: "ENOMEM" } as const;

/** Plays one run of the takeover helper, phase after phase (facts/ip-nfs.md §1.3). */
export function runTakeover(request: TakeoverRequest): TakeoverOutcome {
  const nodes = new FakeNodes(request.flags, request.addresses, request.faults);
  const credits = request.flags.map(() => 0);
  const none = request.flags.map(() => []);
  let knowledge: TakeoverKnowledge = {
    own: request.own,
    flags: request.flags,
    known: none,
    available: none,
    assignments: [],
  };
  const phases: { name: TakeoverControl; ok: boolean }[] = [];
  let error: PhaseError;
  let isJump = false;
  for (const phase of takeoverPhases) {
    if (isJump && phase.name !== "finish") continue;
    error = play(phase, knowledge, nodes, credits);
    phases.push({ name: phase.control, ok: error === undefined });
    if (error !== undefined) break;
    knowledge = learnt(phase, knowledge, request, nodes);
    isJump ||= isJumpAfter(phase, knowledge, request);
  }
  const blamed = error !== undefined && request.enableBans ? (mostBlamed(credits) ?? null) : null;
  return { rc: error === undefined ? 0 : codes[error], blamed, phases, addresses: nodes.owners() };
}

/** Sends the controls of a phase and waits for every answer, whatever the others say. */
function play(phase: TakeoverPhase, knowledge: TakeoverKnowledge, nodes: FakeNodes, credits: number[]): PhaseError {
  const groups = controlsOf(phase, knowledge).map((sent) =>
    inOrderOfArrival(
      sent.to.flatMap((pnn): FailedControl[] => {
        const kind = nodes.carryOut(sent, pnn);
        return kind === undefined ? [] : [{ pnn, kind }];
      }),
    ),
  );
  if (phase.isBlamed) for (const group of groups) addCredits(credits, group);
  const error = phaseError(groups);
  const isAlone = phase.name === "node-map" && activeNodes(knowledge.flags).length === 0;
  return error ?? (isAlone ? "ENOMEM" : undefined);
}

function learnt(
  phase: TakeoverPhase,
  knowledge: TakeoverKnowledge,
  request: TakeoverRequest,
  nodes: FakeNodes,
): TakeoverKnowledge {
  const asked = controlsOf(phase, knowledge).flatMap(({ to }) => to);
  const from = <Answer>(answer: (pnn: Pnn) => Answer[]) =>
    request.flags.map((_, pnn) => (asked.includes(pnn) ? answer(pnn) : []));
  if (phase.name === "known") return { ...knowledge, known: from((pnn) => nodes.known(pnn)) };
  if (phase.name !== "available") return knowledge;
  const available = from((pnn) => nodes.available(pnn));
  const { assignments } = allocate({ ...request, known: knowledge.known, available });
  return { ...knowledge, available, assignments };
}

/** Does the run go on with its last phase at once? */
function isJumpAfter(phase: TakeoverPhase, knowledge: TakeoverKnowledge, request: TakeoverRequest): boolean {
  if (phase.name === "node-map") return request.failoverDisabled;
  return phase.name === "available" && !canHostAddresses(knowledge);
}
