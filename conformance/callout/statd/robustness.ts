import { readdirSync } from "node:fs";
import { type Clause, type Finding, fail, pass } from "../../clause/index.ts";
import { canaryName, type StubAnswer } from "../sandbox/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { Servers } from "./servers.ts";

type StatdClause = Clause<CalloutTrial>;

const SOURCE = "facts/ip-nfs.md §4.2";
const [S1] = Servers.addresses;
const C1 = "10.1.1.101";

/** Names that would run the canary, or leave the folder, if a shell got to see them bare. */
const HOSTILE = [
  ...[
    "$(canary)",
    "`canary`",
    "x;canary;",
    "x|canary",
    "x&canary&",
    "x\ncanary",
    "'$(canary)'",
    '"$(canary)"',
    '";canary;"',
  ],
  ...["-rf", "--help", "* ?", "\\", "../../../../../../escaped", "%s%n", 'x" "y'],
];

const namesAreText: StatdClause = {
  id: "STD-020",
  name: "names-are-text",
  claim:
    "The name of a client is never run as a command and never leads out of the call-out's own folder, whatever is in it.",
  level: "mandatory",
  source: "names come over the network from any client",
  needs: ["STD-001"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    await servers.add(1, ...HOSTILE);
    await servers.move(S1, 2);
    await servers.remove(1, HOSTILE[0] ?? "");
    for (const pnn of [1, 2]) {
      const finding = harmDone(trial, pnn);
      if (finding !== undefined) return finding;
    }
    return pass(`${HOSTILE.length} hostile names were text`);
  },
};

function harmDone(trial: CalloutTrial, pnn: number): Finding | undefined {
  const { folder } = trial.node(pnn);
  if (
    trial
      .node(pnn)
      .calls()
      .some(({ program }) => program === canaryName)
  ) {
    return fail("a part of a client's name was run as a command");
  }
  const escaped = readdirSync(folder, { recursive: true, encoding: "utf8" }).find(
    (path) => path.endsWith("escaped") && !path.startsWith("var/lib/ctdb"),
  );
  return escaped === undefined ? undefined : fail("a client's name led to a file outside the call-out's own folder");
}

const databaseFails: StatdClause = {
  id: "STD-021",
  name: "failed-database-loses-nothing",
  claim: "What could not be written to the database is written by a later `update`.",
  level: "mandatory",
  source: "facts/ip-nfs.md §4.2: the queue is moved, not dropped",
  needs: ["STD-002"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    const database = (answer: StubAnswer): void => {
      for (const verb of ["ptrans", "pstore"]) servers.node(1).answer(`ctdb:${verb}`, answer);
    };
    database({ status: 1 });
    await servers.add(1, C1);
    database({ status: 0 });
    await servers.update(1);
    if (servers.remembers(S1, C1)) return pass("the record was there after the update that succeeded");
    return fail("the update that failed threw the record away");
  },
};

const otherCallsChangeNothing: StatdClause = {
  id: "STD-022",
  name: "sm-notify-changes-nothing",
  claim: "`sm-notify`, by which statd tells that a client restarted, changes no record.",
  level: "recommended",
  source: SOURCE,
  needs: ["STD-002"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    await servers.add(1, C1);
    const before = trial.records().join();
    await servers.node(1).run("sm-notify", C1, "nfs.example", "3");
    await servers.update(1);
    return trial.records().join() === before ? pass("no record changed") : fail("sm-notify changed the records");
  },
};

/** Clauses about what goes wrong, or is meant ill. */
export const robustnessClauses = { namesAreText, databaseFails, otherCallsChangeNothing };
