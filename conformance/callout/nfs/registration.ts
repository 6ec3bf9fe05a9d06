import { type Clause, type Finding, fail, pass } from "../../clause/index.ts";
import { endingInWords } from "../sandbox/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { BARRIER, operations } from "./operations.ts";
import { calledIn, eraOf, type Seen, type Survey, seenOf, surveyOf } from "./survey.ts";

type NfsClause = Clause<CalloutTrial>;

const CONTRACT = "facts/ip-nfs.md §4.1: contract of CTDB_NFS_CALLOUT (config/functions)";

/** Makes a check out of what the survey tells. */
export function told(judge: (found: Survey, trial: CalloutTrial) => Finding): NfsClause["check"] {
  return async (trial) => judge(await surveyOf(trial), trial);
}

const registerAnswers: NfsClause = {
  id: "NFS-001",
  name: "register-answers",
  claim: "`register` ends with 0 and prints one operation a line, or nothing for all of them.",
  level: "mandatory",
  source: CONTRACT,
  needs: [],
  check: told(({ register, registered }) => {
    if (register.ending !== "itself" || register.status !== 0) return fail(`register ${endingInWords(register)}`);
    const odd = registered.find((line) => !/^[a-z][a-z-]*$/.test(line));
    if (odd !== undefined)
      return fail(`register printed a line that is no name of an operation: ${JSON.stringify(odd.slice(0, 80))}`);
    if (new Set(registered).size < registered.length) return fail("register printed an operation twice");
    return pass(registered.length === 0 ? "it registers all operations" : `it registers ${registered.join(", ")}`, {
      register: register.tookMs,
    });
  }),
};

const registersKnownNames: NfsClause = {
  id: "NFS-002",
  name: "registers-known-names",
  claim: "Every name that it registers is one that a caller asks for.",
  level: "recommended",
  source: CONTRACT,
  needs: ["NFS-001"],
  check: told(({ registered }) => {
    const odd = registered.filter((line) => !operations.some(({ name }) => name === line));
    if (odd.length > 0) return fail(`no caller ever asks for ${odd.join(", ")}`);
    return pass("every registered name is known to callers");
  }),
};

const registerChangesNothing: NfsClause = {
  id: "NFS-003",
  name: "register-changes-nothing",
  claim: "`register` calls nothing and writes nothing: callers run it whenever the configured path changes.",
  level: "mandatory",
  source: CONTRACT,
  needs: ["NFS-001"],
  check: told(({ registerActs }) =>
    registerActs ? fail("register called a program or wrote a file") : pass("register only printed"),
  ),
};

const implementedIsRegistered: NfsClause = {
  id: "NFS-010",
  name: "implemented-is-registered",
  claim: "An operation that it implements and that does anything is registered: otherwise no caller ever runs it.",
  level: "mandatory",
  source: "facts/ip-nfs.md §0.2 (defect of samba 6b76a13b086)",
  needs: ["NFS-001"],
  check: told((found) => {
    if (found.registered.length === 0) return pass("it registers all operations");
    const lost = found.seen.filter(({ isCalled, isKnown, hasEffect }) => !isCalled && isKnown && hasEffect);
    if (lost.length === 0) return pass(`each operation that does anything is registered; era: ${eraOf(found)}`);
    const names = lost.map(({ operation }) => operation.name);
    return fail(
      `it implements ${names.join(", ")}, does not register it, so it is never called; run all the same, ${lost.map(effectInWords).join("; ")}`,
    );
  }),
};

/** What came of running an operation that nobody calls. */
function effectInWords({ operation, outcomes }: Seen): string {
  const broken = outcomes.find(({ status }) => status !== 0) ?? outcomes[0];
  const missing = outcomes.map(({ err }) => err).find((err) => /not found/.test(err));
  const calls = outcomes.reduce((sum, { calls: { length } }) => sum + length, 0);
  const end = broken === undefined ? "did nothing" : endingInWords(broken);
  const why = missing === undefined ? "" : ` (${missing.trim().split("\n")[0]?.slice(0, 120)})`;
  return `${operation.name} made ${calls} calls and ${end}${why}`;
}

const registeredIsImplemented: NfsClause = {
  id: "NFS-011",
  name: "registered-is-implemented",
  claim: "Every operation that it registers is one that it knows: refusing it would fail the event.",
  level: "mandatory",
  source: CONTRACT,
  needs: ["NFS-001"],
  check: told((found) => {
    const refused = calledIn(found).filter(
      ({ isKnown, outcomes }) => !isKnown && outcomes.some(({ status }) => status !== 0),
    );
    if (refused.length === 0) return pass("it knows every operation that it registers");
    const how =
      found.registered.length === 0
        ? "by registering nothing it asks for all, but it refuses"
        : "it registers, but refuses,";
    return fail(`${how} ${refused.map(({ operation }) => operation.name).join(", ")} as it does an unknown operation`);
  }),
};

const unknownIsRefused: NfsClause = {
  id: "NFS-015",
  name: "unknown-is-refused",
  claim: "An operation that it does not know is refused with a status other than 0, and nothing is done.",
  level: "recommended",
  source: "both call-outs shipped with CTDB print their usage",
  needs: [],
  check: told(({ unknown }) => {
    if (unknown.calls.length > 0) return fail(`an unknown operation called ${unknown.calls[0]?.program}`);
    if (unknown.status === 0)
      return fail("an unknown operation succeeds in silence: a misspelt one would never be noticed");
    return pass(`an unknown operation ${endingInWords(unknown)}`);
  }),
};

const takesPartInBarrier: NfsClause = {
  id: "NFS-021",
  name: "takes-part-in-barrier",
  claim: `It registers \`${BARRIER}\`, the only moment at which a node whose addresses do not change can enter grace.`,
  level: "recommended",
  source: "facts/ip-nfs.md §4.3",
  needs: ["NFS-010"],
  check: told((found) => {
    if (found.registered.includes(BARRIER)) return pass(`era: ${eraOf(found)}`);
    if (found.registered.length === 0 && seenOf(found, BARRIER)?.isKnown === true) return pass(`era: ${eraOf(found)}`);
    return fail(
      `with it no node enters grace before addresses move, and one whose own addresses stay never does: locks can be lost to other clients; era: ${eraOf(found)}`,
    );
  }),
};

/** Clauses about what is registered, and what is known. */
export const registrationClauses = {
  registerAnswers,
  registersKnownNames,
  registerChangesNothing,
  implementedIsRegistered,
  registeredIsImplemented,
  unknownIsRefused,
  takesPartInBarrier,
};
