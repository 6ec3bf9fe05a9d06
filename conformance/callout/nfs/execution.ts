import { type Clause, fail, notApplicable, pass } from "../../clause/index.ts";
import { callInWords, endingInWords, type Outcome } from "../sandbox/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { told } from "./registration.ts";
import { serviceActs } from "./services.ts";
import { calledIn, prepare, type Survey, seenOf, surveyOf } from "./survey.ts";

type NfsClause = Clause<CalloutTrial>;

/** The first run of a called operation of which something holds. */
function firstRun(found: Survey, holds: (outcome: Outcome) => boolean): Outcome | undefined {
  return calledIn(found)
    .flatMap(({ outcomes }) => outcomes)
    .find(holds);
}

const named = ({ args }: Outcome): string => args.join(" ");

const operationsEnd: NfsClause = {
  id: "NFS-012",
  name: "operations-end",
  claim:
    "Every registered operation comes to an end by itself, in time and within bounds of output, files and processes.",
  level: "mandatory",
  source: "facts/ip-nfs.md §2.4: EventScriptTimeout",
  needs: ["NFS-001"],
  check: told((found) => {
    const stuck = firstRun(found, ({ ending }) => ending !== "itself");
    if (stuck !== undefined) return fail(`${named(stuck)} ${endingInWords(stuck)}`);
    const slowest = Math.max(0, ...calledIn(found).flatMap(({ outcomes }) => outcomes.map(({ tookMs }) => tookMs)));
    return pass("every registered operation ended by itself", { slowest });
  }),
};

const nothingMissing: NfsClause = {
  id: "NFS-013",
  name: "nothing-missing",
  claim: "No registered operation calls a command or a function that does not exist.",
  level: "mandatory",
  source: "facts/ip-nfs.md §0.2",
  needs: ["NFS-001"],
  check: told((found) => {
    const broken = firstRun(found, ({ status, err }) => status === 127 || /: (command )?not found\s*$/m.test(err));
    if (broken === undefined) return pass("everything that registered operations call exists");
    const said = broken.err.trim().split("\n").at(-1)?.slice(0, 160) ?? "";
    return fail(
      `${named(broken)} ended with ${broken.status}: ${said} (should it be a program of your nodes, name it as a stub)`,
    );
  }),
};

const operationsSucceed: NfsClause = {
  id: "NFS-014",
  name: "operations-succeed",
  claim:
    "Every registered operation ends with 0 while all services do as they are told: another status fails the event.",
  level: "mandatory",
  source: "samba 22f2068d456 (BUG 12837)",
  needs: ["NFS-011", "NFS-012", "NFS-013"],
  check: told((found) => {
    const failed = firstRun(found, ({ status }) => status !== 0);
    if (failed === undefined) return pass("every registered operation ended with 0");
    return fail(`${named(failed)} ended with ${failed.status} although every service did as it was told`);
  }),
};

const failedStartIsTold: NfsClause = {
  id: "NFS-016",
  name: "failed-start-is-told",
  claim: "`startup` ends with another status than 0 when the service cannot be started.",
  level: "mandatory",
  source: "samba 22f2068d456 (BUG 12837)",
  needs: ["NFS-014"],
  check: async (trial) => {
    const startup = seenOf(await surveyOf(trial), "startup");
    if (startup?.isCalled !== true) return notApplicable("it does not register startup");
    const starts = startup.outcomes.flatMap(({ calls }) => calls).filter((call) => serviceActs(call).some(isStart));
    const [start] = starts;
    if (start === undefined) return notApplicable("its startup starts no service that is known here");
    const node = trial.node(0);
    prepare(node);
    for (const { program } of starts)
      for (const word of ["start", "restart"]) node.answer(`${program}:${word}`, { status: 1 });
    const outcome = await node.run("startup");
    if (outcome.status !== 0) return pass(`startup ${endingInWords(outcome)} when ${callInWords(start)} fails`);
    return fail(
      `startup ended with 0 although ${callInWords(start)} failed: the node would become healthy without its service`,
    );
  },
};

const isStart = ({ act }: { readonly act: string }): boolean => act === "start" || act === "restart";

const monitorChangesNothing: NfsClause = {
  id: "NFS-030",
  name: "monitor-changes-nothing",
  claim:
    "`monitor-pre`, `monitor-list-shares` and `monitor-post` neither stop, start nor kill a service, nor change addresses.",
  level: "mandatory",
  source: "facts/ip-nfs.md §2.4, §2.5: monitoring is cancelled at any moment; restarts belong to the check files",
  needs: ["NFS-012"],
  check: told((found) => {
    const runs = calledIn(found).filter(({ operation }) => operation.name.startsWith("monitor"));
    for (const outcome of runs.flatMap(({ outcomes }) => outcomes)) {
      const bad = outcome.calls.find(
        (call) => serviceActs(call).length > 0 || changesAddresses(call.program, call.args),
      );
      if (bad !== undefined) return fail(`${named(outcome)} called ${callInWords(bad)}`);
    }
    return pass("monitoring changed no service and no address");
  }),
};

function changesAddresses(program: string, args: readonly string[]): boolean {
  return program === "ip" && args.some((word) => /^(add|del|delete|flush|replace|set)$/.test(word));
}

const sharesAreListed: NfsClause = {
  id: "NFS-031",
  name: "shares-are-listed",
  claim:
    "`monitor-list-shares` prints the folder of each share, one absolute path a line: the caller checks that they exist.",
  level: "recommended",
  source: "facts/ip-nfs.md §4.1; 60.nfs",
  needs: ["NFS-014"],
  check: told((found) => {
    const shares = seenOf(found, "monitor-list-shares");
    if (shares?.isCalled !== true) return notApplicable("it does not register monitor-list-shares");
    const lines = shares.outcomes.flatMap(({ out }) => out.split("\n")).filter((line) => line !== "");
    const odd = lines.find((line) => !line.startsWith("/"));
    if (odd !== undefined)
      return fail(`monitor-list-shares printed ${JSON.stringify(odd.slice(0, 80))}, which is no absolute path`);
    const asks = shares.outcomes.some(({ calls }) => calls.some(({ program }) => program === "exportfs"));
    const missing = ["/srv/a", "/srv/a-long/path/to/b"].filter((path) => !lines.includes(path));
    if (asks && missing.length > 0)
      return fail(`monitor-list-shares left out ${missing.join(", ")}, which exportfs names`);
    return pass(`it listed ${lines.length} shares`);
  }),
};

/** Clauses about running operations. */
export const executionClauses = {
  operationsEnd,
  nothingMissing,
  operationsSucceed,
  failedStartIsTold,
  monitorChangesNothing,
  sharesAreListed,
};
