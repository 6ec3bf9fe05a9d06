import { type Clause, type Finding, fail, notApplicable, pass } from "../../clause/index.ts";
import { endingInWords, type Outcome, type Sandbox } from "../sandbox/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { entersGrace, lockUnitsOf } from "./grace.ts";
import { BARRIER } from "./operations.ts";
import { serviceActs } from "./services.ts";
import { eraOf, prepare, type Survey, seenOf, surveyOf } from "./survey.ts";

type NfsClause = Clause<CalloutTrial>;

/** What each node is in a takeover, by its number. */
const ROLES = ["which gives its address up", "which takes the address", "whose addresses do not change"];
/** Programs that stand for a service that takes its time. */
const SLOW = ["service", "systemctl", "dbus-send", "gdbus", "busctl", "ganesha_mgr"];
/** A second takeover shows what was only done once. */
const ROUNDS = ["first", "second"];

/** Why nothing can be said about grace, if so. */
function unasked(found: Survey): string | undefined {
  if (seenOf(found, BARRIER)?.isCalled === true) return undefined;
  return `nobody asks it for ${BARRIER}; era: ${eraOf(found)}; see NFS-021 for what that means`;
}

const graceBeforeRelease: NfsClause = {
  id: "NFS-020",
  name: "grace-before-release",
  claim: "Every running node, also one whose addresses do not change, has entered grace before any releaseip returns.",
  level: "mandatory",
  source: "facts/ip-nfs.md §4.3 (samba e3294e55269), §6.2",
  needs: ["NFS-010", "NFS-014"],
  check: async (trial) => {
    const found = await surveyOf(trial);
    const why = unasked(found);
    if (why !== undefined) return notApplicable(why);
    const nodes = ROLES.map((_role, pnn) => trial.node(pnn));
    for (const [pnn, node] of nodes.entries()) prepare(node, pnn);
    await Promise.all(nodes.map((node) => node.run("startup")));
    for (const program of [...SLOW, ...trial.graceCalls]) {
      for (const node of nodes) node.answer(program, { delayMs: trial.limits.serviceMs });
    }
    for (const round of ROUNDS) {
      const finding = await takeover(nodes, found, trial, round);
      if (finding !== undefined) return finding;
    }
    return pass(
      `all ${nodes.length} nodes had entered grace when ${BARRIER} was over, in two takeovers; era: ${eraOf(found)}`,
    );
  },
};

/** One takeover as the leader runs it: the barrier on all nodes, then the release, then the taking. */
async function takeover(
  nodes: readonly Sandbox[],
  found: Survey,
  trial: CalloutTrial,
  round: string,
): Promise<Finding | undefined> {
  const isGrace = (calls: Outcome["calls"]): boolean => entersGrace(calls, lockUnitsOf(found), trial.graceCalls);
  const starts = nodes.map((node) => node.calls().length);
  const barriers = await Promise.all(nodes.map((node) => node.run(BARRIER)));
  const bad = barriers.findIndex(({ status }) => status !== 0);
  if (bad >= 0) return fail(`${BARRIER} at node ${bad} ${endingInWords(barriers[bad] as Outcome)}`);
  const late = barriers.findIndex(({ calls }) => !isGrace(calls));
  if (late < 0) {
    await move(nodes, found);
    return undefined;
  }
  await move(nodes, found);
  await trial.pause(trial.limits.serviceMs * 4);
  const isLater = isGrace(nodes[late]?.calls().slice(starts[late]) ?? []);
  const when = isLater ? "entered grace only after that" : "did not enter grace at all";
  return fail(
    `${BARRIER} was over on all nodes and releaseip began, but node ${late}, ${ROLES[late]}, ${when} (${round} takeover)`,
  );
}

async function move([from, to]: readonly Sandbox[], found: Survey): Promise<void> {
  const address = ["eth0", "10.0.0.41", "24"];
  if (seenOf(found, "releaseip")?.isCalled === true) await from?.run("releaseip", ...address);
  if (seenOf(found, "takeip")?.isCalled === true) await to?.run("takeip", ...address);
}

const failedGraceIsTold: NfsClause = {
  id: "NFS-022",
  name: "failed-grace-is-told",
  claim: `\`${BARRIER}\` ends with another status than 0 when the lock manager cannot be brought into grace.`,
  level: "recommended",
  source: "facts/ip-nfs.md §4.3 (d)",
  needs: ["NFS-020"],
  check: async (trial) => {
    const found = await surveyOf(trial);
    const why = unasked(found);
    if (why !== undefined) return notApplicable(why);
    const node = trial.node(0);
    prepare(node);
    const outcomes = seenOf(found, BARRIER)?.outcomes ?? [];
    const acting = outcomes
      .flatMap(({ calls }) => calls)
      .filter((call) => serviceActs(call).length > 0 || isBus(call.program));
    if (acting.length === 0) return notApplicable(`${BARRIER} reaches no service that is known here`);
    for (const { program } of acting) {
      if (isBus(program)) node.answer(program, { status: 1 });
      for (const word of ["start", "restart"]) node.answer(`${program}:${word}`, { status: 1 });
    }
    const outcome = await node.run(BARRIER);
    if (outcome.status !== 0)
      return pass(`${BARRIER} ${endingInWords(outcome)} when the lock manager cannot be started`);
    return fail(
      `${BARRIER} ended with 0 although the lock manager could not be started: the addresses move without grace`,
    );
  },
};

function isBus(program: string): boolean {
  return /^(dbus-send|gdbus|busctl|ganesha_mgr|ganesha-rados-grace)$/.test(program);
}

/** Clauses about entering grace on every node before addresses move. */
export const barrierClauses = { graceBeforeRelease, failedGraceIsTold };
