import { type Clause, fail, pass } from "../../clause/index.ts";
import { endingInWords } from "../sandbox/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { Servers } from "./servers.ts";

type StatdClause = Clause<CalloutTrial>;

const SOURCE = "facts/ip-nfs.md §4.2";
const [S1, S2, S3] = Servers.addresses;
const C1 = "10.1.1.101";
const C2 = "10.1.1.102";

const operationsEnd: StatdClause = {
  id: "STD-001",
  name: "operations-end",
  claim: "`add-client`, `del-client`, `update` and `notify` come to an end by themselves, with 0.",
  level: "mandatory",
  source: SOURCE,
  needs: [],
  check: async (trial) => {
    const node = (await Servers.start(trial)).node(1);
    let slowest = 0;
    for (const words of [["add-client", C1], ["update"], ["del-client", C1], ["update"], ["notify"]]) {
      const outcome = await node.run(...words);
      if (outcome.ending !== "itself" || outcome.status !== 0) {
        return fail(`${words.join(" ")} ${endingInWords(outcome)}: ${outcome.err.trim().slice(0, 160)}`);
      }
      slowest = Math.max(slowest, outcome.tookMs);
    }
    return pass("every operation ended by itself with 0", { slowest });
  },
};

const addRecords: StatdClause = {
  id: "STD-002",
  name: "add-records-served-addresses",
  claim:
    "`add-client C`, and the `update` after it, leave a record of C for each address that the node serves, and for no other.",
  level: "mandatory",
  source: SOURCE,
  needs: ["STD-001"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    await servers.add(1, C1);
    for (const address of [S1, S2]) {
      if (!servers.remembers(address, C1))
        return fail(`no record says that ${C1} holds locks through ${address}, which the node serves`);
    }
    if (servers.remembers(S3, C1))
      return fail(`a record says that ${C1} holds locks through ${S3}, which another node serves`);
    return pass("each served address has its record, no other has one");
  },
};

const removeForgets: StatdClause = {
  id: "STD-003",
  name: "del-removes-record",
  claim: "`del-client C`, and the `update` after it, remove the records of C and of nobody else.",
  level: "mandatory",
  source: SOURCE,
  needs: ["STD-002"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    await servers.add(1, C1, C2);
    await servers.remove(1, C1);
    for (const address of [S1, S2]) {
      if (servers.remembers(address, C1)) return fail(`the record of ${C1} at ${address} is still there`);
      if (!servers.remembers(address, C2)) return fail(`the record of ${C2} at ${address} went with that of ${C1}`);
    }
    return pass("the records of that client are gone, the other's are there");
  },
};

const lastWordCounts: StatdClause = {
  id: "STD-004",
  name: "last-word-counts",
  claim: "Of `add-client` and `del-client` between two updates the later one counts.",
  level: "mandatory",
  source: SOURCE,
  needs: ["STD-003"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    const node = servers.node(1);
    await servers.add(1, C2);
    for (const words of [
      ["add-client", C1],
      ["del-client", C1],
      ["del-client", C2],
      ["add-client", C2],
    ])
      await node.run(...words);
    await servers.update(1);
    if (servers.remembers(S1, C1)) return fail("added and then removed before an update: the record is there");
    if (!servers.remembers(S1, C2))
      return fail("removed and then added again before an update: the record is not there");
    return pass("the later word counted, both ways");
  },
};

const addRepeats: StatdClause = {
  id: "STD-005",
  name: "add-repeats",
  claim: "A client that is added again, or updated again, has one record for each address.",
  level: "mandatory",
  source: SOURCE,
  needs: ["STD-002"],
  check: async (trial) => {
    const servers = await Servers.start(trial);
    await servers.add(1, C1, C1);
    await servers.add(1, C1);
    await servers.update(1);
    const own = trial.records().filter((record) => record.includes(S1) && record.includes(C1));
    return own.length === 1 ? pass("one record each") : fail(`${own.length} records of ${C1} at ${S1}`);
  },
};

/** Clauses about keeping records. */
export const recordingClauses = {
  operationsEnd,
  addRecords,
  removeForgets,
  lastWordCounts,
  addRepeats,
};
