/** Statuses of NFSv4.1 that locks and grace have to do with (RFC 8881, section 15.1), by number. */
const statuses = {
  0: "OK",
  1: "PERM",
  2: "NOENT",
  13: "ACCESS",
  17: "EXIST",
  22: "INVAL",
  30: "ROFS",
  70: "STALE",
  10001: "BADHANDLE",
  10004: "NOTSUPP",
  10006: "SERVERFAULT",
  10008: "DELAY",
  10010: "DENIED",
  10011: "EXPIRED",
  10012: "LOCKED",
  10013: "GRACE",
  10015: "SHARE_DENIED",
  10018: "RESOURCE",
  10022: "STALE_CLIENTID",
  10023: "STALE_STATEID",
  10024: "OLD_STATEID",
  10025: "BAD_STATEID",
  10026: "BAD_SEQID",
  10033: "NO_GRACE",
  10034: "RECLAIM_BAD",
  10035: "RECLAIM_CONFLICT",
  10036: "BADXDR",
  10037: "LOCKS_HELD",
  10038: "OPENMODE",
  10052: "BADSESSION",
  10053: "BADSLOT",
  10054: "COMPLETE_ALREADY",
  10063: "SEQ_MISORDERED",
  10071: "OP_NOT_IN_SESSION",
  10078: "DEADSESSION",
} as const satisfies Readonly<Record<number, string>>;

/** The name of a status without its prefix; one that has no entry is told by its number. */
export type NfsStatus = (typeof statuses)[keyof typeof statuses] | `status ${number}`;

/** The name of a status. */
export function statusName(status: number): NfsStatus {
  return (statuses as Readonly<Record<number, NfsStatus>>)[status] ?? `status ${status}`;
}
