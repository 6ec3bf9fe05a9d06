import type { ObservationType, TraceEvent } from "../model/index.ts";
import { never } from "./never.ts";
import type { Picture } from "./picture/index.ts";
import type { Violation } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/** What a node's probes have found since its recovery mode changed last. */
interface Probes {
  /** It was seen to enter recovery mode: a trace that begins later says nothing about its probes. */
  entered: boolean;
  /** Answers that let a node work: 1 (contended) and 2 (no answer in time). */
  good: string[];
  other: string[];
  /** Pids of probes that are under way or have ended, and of those that took the lock. */
  readonly started: Set<number>;
  readonly ended: Set<number>;
  readonly took: Set<number>;
}

interface State {
  readonly picture: Picture;
  readonly hosts: readonly Probes[];
}

const needs = [
  "recovery-mode-changed",
  "probe-answered",
  "process-started",
  "process-exited",
  "lock-taken",
] as const satisfies readonly ObservationType[];

/** A node works only after it has found the lock taken: otherwise nobody may have recovered it. */
export const probedBeforeNormal = never<State>({
  name: "probed-before-normal",
  sentence: "A node's recovery mode becomes normal only after a lock probe of its own that did not get the lock.",
  needs,
  applies: (setting) =>
    needsLock(setting) ??
    (setting.lock === "refresher" ? "A probe through a refresher is told what the refresher has." : null),
  initial: (_setting, picture) => ({
    picture,
    hosts: picture.hosts.map(() => ({
      entered: false,
      good: [],
      other: [],
      started: new Set(),
      ended: new Set(),
      took: new Set(),
    })),
  }),
  step({ hosts }, event) {
    const probes = hosts[event.host];
    if (probes === undefined) return null;
    if (event.type === "probe-answered") (isGood(event.status) ? probes.good : probes.other).push(event.status);
    if (event.type === "process-started" && event.program === "lock-probe") probes.started.add(event.pid);
    if (event.type === "process-exited") probes.ended.add(event.pid);
    if (event.type === "process-started" && event.program === "ctdbd") forget(probes);
    if (event.type === "lock-taken" && event.probe) probes.took.add(event.pid);
    if (event.type !== "recovery-mode-changed") return null;
    const violation = event.mode === "normal" && probes.entered ? judge(probes, event) : null;
    forget(probes);
    probes.entered = event.mode === "active";
    return violation;
  },
});

function isGood(status: string): boolean {
  return status === "1" || status === "2";
}

function forget(probes: Probes): void {
  probes.good = [];
  probes.other = [];
  // One that is still at work may yet answer.
  for (const pid of probes.ended) probes.started.delete(pid);
  probes.ended.clear();
  probes.took.clear();
}

function judge(probes: Probes, { host, atUs }: TraceEvent): Violation | null {
  const all = [...probes.started];
  const allTook = all.length > 0 && all.every((pid) => probes.took.has(pid));
  // A probe that gets the lock after its time was up has been answered for by the clock.
  const isLie = allTook && !probes.good.includes("2");
  if (probes.good.length > 0 && all.length > 0 && !isLie) return null;
  const answers = probes.other.join(", ");
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} the recovery mode of ${node(host)} became normal.`,
      allTook
        ? "Its lock probe had taken the cluster lock."
        : answers === "" || all.length === 0
          ? "It had not probed the cluster lock since its recovery mode changed last."
          : `Its lock probe had answered ${answers}.`,
      "Only a lock that somebody holds (1), or a probe without an answer in time (2), lets a node go back to work.",
    ],
  };
}
