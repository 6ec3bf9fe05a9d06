import type { Draw } from "../chart/index.ts";
import type { DatabaseState, OpenCommit, WriteChild } from "../database/index.ts";
import type { Request } from "../effect/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { Context, Frame, ProcessData } from "../process/index.ts";
import type { SambaClientData, Transaction } from "../samba-client/index.ts";
import { newWriteChildData, type WriteChildData, type WriteChildEvent } from "../transactions/index.ts";
import type { ControlOp } from "../words/index.ts";
import type { AnyEvent } from "./charts.ts";
import { fixed, handle, often, one, pnn } from "./drawn.ts";
import { copies, dbName } from "./drawn-databases.ts";

type Contexts<D extends ProcessData> = (draw: Draw) => Context<D>;

const pid = (draw: Draw): number => one(draw, [100, 100, 100, 101]);

const openCommit = (draw: Draw): OpenCommit | null =>
  often(draw, 4) ? null : { pid: pid(draw), generation: draw(3), status: one(draw, [null, null, null, 0, 2]) };

const writeChild = (draw: Draw): WriteChild => ({ db: dbName(draw), byte: one(draw, [null, "0", "1"]) });

function request(draw: Draw, op: ControlOp): Request {
  const body = { db: dbName(draw), copies: copies(draw), pid: pid(draw), revision: draw(3) };
  return fixed({ id: draw(9), op, from: pnn(draw), pid: pid(draw), to: pnn(draw), as: "self", body });
}

/** The same with transactions under way, and about one of them. */
function ctdbd(plain: Contexts<CtdbdData>): Contexts<CtdbdData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const databases: Record<string, DatabaseState> = {};
    for (const [name, database] of Object.entries(d.databases))
      databases[name] = { ...database, commit: openCommit(draw) };
    const writers = { 0: writeChild(draw), 1: writeChild(draw), 2: writeChild(draw) };
    const frame: Frame = { ...f, request: request(draw, "TRANS3_COMMIT"), found: often(draw) };
    return { d: { ...d, databases, writers }, f: frame, k };
  };
}

function ctdbdEvent(draw: Draw): CtdbdEvent {
  const op = one(draw, ["TRANS3_COMMIT", "UPDATE_RECORD", "END_RECOVERY", "PROCESS_EXISTS"] as const);
  return one<() => CtdbdEvent>(draw, [
    () => ({ type: "RESUME" }),
    () => ({ type: op, request: request(draw, op) }),
    () => ({ type: "COMMIT_TIMEOUT", peer: pid(draw) }),
    () => ({ type: "WRITE_TIMEOUT", peer: handle(draw) }),
    () => ({ type: "CLIENT_GONE", pid: pid(draw) }),
    () => ({ type: "CHILD_OUTPUT", handle: handle(draw), byte: one(draw, ["0", "1"]) }),
    () => ({ type: "CHILD_PIPE_CLOSED", handle: handle(draw) }),
  ])();
}

const transaction = (draw: Draw): Transaction => ({
  sequence: draw(3),
  latest: draw(3),
  value: "0.100.1",
  copies: copies(draw),
  tries: 1 + draw(9),
  outcome: one(draw, ["committed", "assumed", "failed"]),
});

/** The same at a transaction, with the global lock's record at hand. */
function client(plain: Contexts<SambaClientData>): Contexts<SambaClientData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const own = `${d.pnn}.${d.pid}`;
    const value = one(draw, ["", own, "9.100", "9.101", "4"]);
    const record = f.record === null ? null : { ...f.record, value };
    const known = { hasGlobalLock: !often(draw, 4), holder: one(draw, ["9.100", "9.101"]), isHolderGone: often(draw) };
    const about = { transaction: transaction(draw), isPauseOver: often(draw) };
    return { d: { ...d, ...known, ...about }, f: { ...f, record }, k };
  };
}

function writer(plain: Contexts<CtdbdData>): Contexts<WriteChildData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    return { d: newWriteChildData(d, { db: dbName(draw), copies: copies(draw) }), f, k };
  };
}

const resume = (): WriteChildEvent => ({ type: "RESUME" });

/** Data and events of the charts of transactions, made of those of the programs that run them. */
export function transactionSources(
  daemon: Contexts<CtdbdData>,
  samba: Contexts<SambaClientData>,
): Readonly<Record<string, readonly [Contexts<ProcessData>, (draw: Draw) => AnyEvent]>> {
  const both = [ctdbd(daemon), ctdbdEvent] as const;
  return {
    transactions: both,
    "commit-transaction": both,
    "update-record": both,
    "write-child": [writer(daemon), resume],
    transact: [client(samba), resume],
  };
}
