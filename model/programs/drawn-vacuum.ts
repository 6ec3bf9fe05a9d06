import type { Draw } from "../chart/index.ts";
import type { DatabaseState, QueuedDeletion, RecordCopy } from "../database/index.ts";
import type { Request } from "../effect/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { Context, Frame, ProcessData } from "../process/index.ts";
import { newVacuumChildData, type VacuumChildData, type VacuumChildEvent } from "../vacuum/index.ts";
import type { ControlOp } from "../words/index.ts";
import type { AnyEvent } from "./charts.ts";
import { fixed, handle, often, one, pnn, someNodes } from "./drawn.ts";
import { dbName } from "./drawn-databases.ts";

type Contexts<D extends ProcessData> = (draw: Draw) => Context<D>;

const KEYS = ["k1", "k2"] as const;

const was = (draw: Draw): QueuedDeletion => ({ rsn: draw(2), flags: one(draw, [0, 0x1_0000]) });

const deletions = (draw: Draw): Record<string, QueuedDeletion> =>
  Object.fromEntries(KEYS.flatMap((key) => (often(draw, 3) ? [[key, was(draw)] as const] : [])));

const fetches = (draw: Draw): string[] => KEYS.filter(() => often(draw, 3));

/** A deleted record, more often than not as it was when it was put in line. */
const deleted = (draw: Draw, dmaster: number): RecordCopy =>
  fixed({
    rsn: draw(2),
    dmaster: often(draw, 4) ? pnn(draw) : dmaster,
    flags: often(draw, 4) ? 0x100_0000 : 0,
    value: often(draw, 5) ? "1" : "",
  });

function request(draw: Draw, op: ControlOp): Request {
  const header = { rsn: draw(2), dmaster: pnn(draw), flags: 0 };
  const body = { db: dbName(draw), key: one(draw, KEYS), ...(often(draw, 6) ? {} : { header }) };
  return fixed({ id: draw(9), op, from: pnn(draw), pid: 100, to: pnn(draw), as: "self", body });
}

function ctdbd(plain: Contexts<CtdbdData>): Contexts<CtdbdData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const databases: Record<string, DatabaseState> = {};
    for (const [name, database] of Object.entries(d.databases))
      databases[name] = {
        ...database,
        mode: often(draw, 3) ? database.mode : "none",
        deletions: deletions(draw),
        fetches: fetches(draw),
      };
    const vacuum = {
      handle: one(draw, [0, 0, 1, 2]),
      db: dbName(draw),
      runs: draw(70),
      full: often(draw, 4) ? ["v1"] : [],
    };
    const record = often(draw, 4) ? null : deleted(draw, pnn(draw));
    const frame: Frame = { ...f, request: request(draw, "TRY_DELETE_RECORDS"), record };
    return { d: { ...d, databases, vacuum }, f: { ...frame, packet: null, call: null } as Frame, k };
  };
}

function ctdbdEvent(draw: Draw): CtdbdEvent {
  const op = one(draw, ["SCHEDULE_FOR_DELETION", "VACUUM_FETCH", "TRY_DELETE_RECORDS"] as const);
  return one<() => CtdbdEvent>(draw, [
    () => ({ type: "RESUME" }),
    () => ({ type: "VACUUM_DUE" }),
    () => ({ type: "VACUUM_DUE" }),
    () => ({ type: op, request: request(draw, op) }),
    () => ({ type: "VACUUM_TIMEOUT", peer: handle(draw) }),
    () => ({ type: "CHILD_OUTPUT", handle: handle(draw), byte: "0" }),
    () => ({ type: "CHILD_PIPE_CLOSED", handle: handle(draw) }),
  ])();
}

function child(plain: Contexts<CtdbdData>): Contexts<VacuumChildData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const task = fixed({
      db: "v1",
      isFull: often(draw),
      map: often(draw) ? [d.pnn] : someNodes(draw),
      members: someNodes(draw),
      deletions: deletions(draw),
      fetches: fetches(draw),
    });
    const data: VacuumChildData = {
      ...newVacuumChildData(d, task),
      forLmaster: fetches(draw),
      forAll: Object.entries(deletions(draw)),
      key: one(draw, ["", ...KEYS]),
      was: was(draw),
      others: someNodes(draw),
      call: draw(3),
      status: one(draw, [null, 0, 0, -1]),
    };
    return { d: data, f: { ...f, record: often(draw, 4) ? null : deleted(draw, d.pnn) }, k };
  };
}

function childEvent(draw: Draw): VacuumChildEvent {
  return one<() => VacuumChildEvent>(draw, [
    () => ({ type: "RESUME" }),
    () => ({ type: "RESUME" }),
    () => ({ type: "CALL_ANSWERED", id: draw(3), status: one(draw, [0, -1]) }),
    () => ({ type: one(draw, ["DAEMON_GONE", "SIGTERM"] as const) }),
  ])();
}

/** A revoke at work: mostly the one that its database knows of, and of a record whose copies are being called back. */
export function revoking(plain: Contexts<CtdbdData>): Contexts<CtdbdData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const flags = often(draw, 3) ? 0x100_0000 : 0x500_0000;
    const record = often(draw, 6) ? null : fixed({ rsn: draw(3), dmaster: d.pnn, flags, value: "1" });
    const frame = { ...f, packet: null, call: null, request: null, db: "v1", key: "k1", record, drawn: 1 + draw(2) };
    const recordLocks = { ...d.recordLocks, [f.handle]: one(draw, [null, "0", "0", "3"]) };
    return { d: { ...d, recordLocks }, f: frame as Frame, k };
  };
}

/** Data and events of the charts of the vacuum, made of those of a main daemon. */
export function vacuumSources(
  daemon: Contexts<CtdbdData>,
): Readonly<Record<string, readonly [Contexts<ProcessData>, (draw: Draw) => AnyEvent]>> {
  const both = [ctdbd(daemon), ctdbdEvent] as const;
  const ofChild = [child(daemon), childEvent] as const;
  return { vacuum: both, "try-delete": both, "vacuum-child": ofChild, "vacuum-child-process": ofChild };
}
