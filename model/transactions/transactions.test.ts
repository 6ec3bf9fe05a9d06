import { describe, expect, it } from "vitest";
import { applyOverride } from "../chart/index.ts";
import { constantsWith } from "../constants/index.ts";
import { newDatabase, type RecordCopy } from "../database/index.ts";
import type { Effect, Request } from "../effect/index.ts";
import { migrationAssumptions } from "../migration/index.ts";
import { type CtdbdContext, newCtdbdData } from "../node/index.ts";
import { newFrame, type ProcessData } from "../process/index.ts";
import { charts } from "../programs/index.ts";
import { type ControlOp, FLAG } from "../words/index.ts";
import { transactionAssumptions } from "./assumptions.ts";
import { commitTransactionChart, newWriteChildData, writeChildChart } from "./index.ts";

const k = constantsWith();
const base: ProcessData = {
  pnn: 0,
  pid: 100,
  nodes: 4,
  lockConfigured: true,
  lockSetting: "",
  nowUs: 0,
  monotonicUs: 0,
};
const copy = (rsn: number, value: string): RecordCopy => ({ rsn, dmaster: 0, flags: 0, value });

function request(op: ControlOp, pid: number): Request {
  return { id: 1, op, from: 0, pid, to: 0, as: "self", body: { db: "p.tdb", copies: { a: copy(1, "x") } } };
}

/** The daemon of node 0 in recovery mode normal, with nodes 0, 1 and 3 in its map; node 3 is stopped, node 2 outside. */
function daemon(op: ControlOp = "TRANS3_COMMIT"): CtdbdContext {
  const spec = { name: "p.tdb", kind: "persistent" } as const;
  const d = newCtdbdData(base, "head", [spec]);
  d.databases["p.tdb"] = newDatabase(spec, 2);
  d.recoveryMode = "normal";
  d.flagsOf = [0, 0, 0, FLAG.stopped];
  d.map = [0, 1, 3];
  return { d, f: newFrame({ request: request(op, 105) }), k };
}

/** Whom a commit is sent to. */
function asked(action: unknown, c: CtdbdContext = daemon()): unknown {
  const { effect } = action as { effect: (c: CtdbdContext, e: { type: "RESUME" }) => Effect };
  const told = effect(c, { type: "RESUME" });
  return told.kind === "ask" ? told.to : undefined;
}

/** Which of the ways on of an event is taken: the actions of the first whose guard allows it. */
function reaction(c: CtdbdContext, op: ControlOp, chart = charts["transactions"]): string | undefined {
  const ways = [chart?.states["serving"]?.on?.[op] ?? []].flat();
  const event = { type: op, request: request(op, 106) } as const;
  const way = ways.find(({ guard }) => guard === undefined || chart?.guards[guard]?.test(c, event) === true);
  return [way?.actions ?? []].flat().at(-1);
}

describe("a node's part in transactions", () => {
  it("is ended by the end of a recovery, but not where another one has begun meanwhile (recovery.md §1.9 step 4)", () => {
    const again = daemon();
    again.d.recoveryMode = "active";
    expect(reaction(daemon(), "END_RECOVERY")).toBe("finishCommits");
    expect(reaction(again, "END_RECOVERY")).toBeUndefined();
  });

  it("is refused in recovery mode, for a database that is not there, and while another commit is open here", () => {
    expect(reaction(daemon(), "TRANS3_COMMIT")).toBe("beginCommit");
    expect(reaction(daemon(), "UPDATE_RECORD")).toBe("beginUpdate");
    const busy = daemon();
    const database = busy.d.databases["p.tdb"];
    if (database !== undefined) database.commit = { pid: 105, generation: 1, status: null };
    expect(reaction(busy, "TRANS3_COMMIT")).toBe("refuseSecond");
    expect(reaction(busy, "UPDATE_RECORD")).toBe("beginUpdate");
    const recovering = daemon();
    recovering.d.recoveryMode = "active";
    expect(reaction(recovering, "TRANS3_COMMIT")).toBe("refuseInRecovery");
    expect(reaction(recovering, "UPDATE_RECORD")).toBe("refuseInRecovery");
    const bare = daemon();
    bare.d.databases = {};
    expect(reaction(bare, "UPDATE_RECORD")).toBe("refuseUnknown");
  });

  it.each([
    ["the record is not there", undefined, false],
    ["an older one is", copy(1, "old"), false],
    ["the same is", copy(2, "new"), false],
    ["another of the same rsn is", copy(2, "other"), true],
    ["a newer one is", copy(3, "other"), true],
  ] as const)("is written or not: %s", (_sentence, here, refused) => {
    const d = newWriteChildData(base, { db: "p.tdb", copies: { a: copy(2, "new") } });
    const f = { ...newFrame(), file: { ok: true, copies: here === undefined ? {} : { a: here } } };
    expect(writeChildChart.guards["someNotNewer"]?.test({ d, f, k }, { type: "RESUME" })).toBe(refused);
  });
});

describe("no-member-is-passed-over", () => {
  it("refuses the commit of a node that leaves itself out; as shipped it is confirmed, and nobody has it (recovery.md §1.9)", () => {
    const overrides = transactionAssumptions.find(({ name }) => name === "no-member-is-passed-over")?.overrides ?? [];
    const repaired = overrides.reduce(applyOverride, charts)["transactions"];
    const alone = daemon();
    alone.d.map = [0];
    expect(reaction(alone, "TRANS3_COMMIT", repaired)).toBe("beginCommit");
    for (const flag of [FLAG.stopped, FLAG.banned]) {
      alone.d.flagsOf = [flag, 0, 0, FLAG.stopped];
      expect(reaction(alone, "TRANS3_COMMIT")).toBe("beginCommit");
      expect(asked(commitTransactionChart.actions["askUpdates"], alone)).toEqual([]);
      expect(reaction(alone, "TRANS3_COMMIT", repaired)).toBe("refuseInactive");
      expect(reaction(alone, "UPDATE_RECORD", repaired)).toBe("beginUpdate");
    }
  });
});

describe("recovered-copies-are-called-back", () => {
  it("lets a copy be replaced once its database is recovered here; as shipped not before the recovery is over (recovery.md §1.6)", () => {
    const overrides =
      migrationAssumptions.find(({ name }) => name === "recovered-copies-are-called-back")?.overrides ?? [];
    const repaired = overrides.reduce(applyOverride, charts)["transactions"];
    const c = daemon("UPDATE_RECORD");
    const recovered = newDatabase({ name: "p.tdb", kind: "volatile" }, 3);
    Object.assign(recovered, { generation: 7, mode: "none" });
    Object.assign(c.d, { recoveryMode: "active", generation: 7, databases: { "p.tdb": recovered } });
    expect(reaction(c, "UPDATE_RECORD")).toBe("refuseInRecovery");
    expect(reaction(c, "UPDATE_RECORD", repaired)).toBe("beginUpdate");
    const others = [{ mode: "pending" }, { mode: "frozen" }, { generation: 6 }, { kind: "persistent" }];
    for (const other of others) {
      c.d.databases["p.tdb"] = Object.assign(structuredClone(recovered), other);
      expect(reaction(c, "UPDATE_RECORD", repaired)).toBe("refuseInRecovery");
    }
    c.d.recoveryMode = "normal";
    expect(reaction(c, "UPDATE_RECORD", repaired)).toBe("beginUpdate");
  });
});

describe("commits-reach-every-active-node", () => {
  it("asks a node that is not in the map too; as shipped a commit goes to the map alone (recovery.md §6.9b)", () => {
    expect(asked(commitTransactionChart.actions["askUpdates"])).toEqual([0, 1]);
    const [override] =
      transactionAssumptions.find(({ name }) => name === "commits-reach-every-active-node")?.overrides ?? [];
    if (override === undefined) throw new Error("it has no override");
    expect(asked(applyOverride(charts, override)["commit-transaction"]?.actions["askUpdates"])).toEqual([0, 1, 2]);
  });
});

it("repairs only with overrides that fit, and says why in a sentence", () => {
  for (const { kind, sentence, fact, overrides = [] } of transactionAssumptions) {
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(fact).toMatch(/^facts\/recovery\.md §/);
    expect(overrides.length > 0).toBe(kind === "repair");
    for (const override of overrides)
      expect(applyOverride(charts, override)[override.chart]).not.toBe(charts[override.chart]);
  }
});
