import { type LockDesign, type LockKeeping, lockDesigns } from "../words/index.ts";
import type { FaultKind } from "./fault.ts";

/** Every kind of fault with a sentence, for `cluster-sim faults` and for `--faults`. */
export const faultKinds: Readonly<Record<FaultKind, string>> = {
  "crash-host": "power off: the host falls silent and its storage locks are recovered; it boots again later, or never",
  "pause-host": "all processes of a host stand still (a VM pause), then everything that waited is delivered",
  "kill-process": "SIGKILL of one program on one host; a killed ctdbd is started again later, or never",
  "pause-process": "SIGSTOP of one program on one host, SIGCONT later",
  "unreaped-parents": "dead parents stay zombies: neither ctdbd nor init reaps on this host",
  "slow-script": "event scripts take longer on a host, up to their time-out",
  "script-fails": "one script of one event fails on a host for a while: no script after it runs",
  "script-hangs": "one script of one event hangs on a host, until its event is given up and longer",
  "service-down": "a service of a host, smb or nfs, is down: its monitor event fails",
  "link-down": "an interface of public addresses of a host, or each, has no link: nothing reaches the addresses on it",
  "capture-drops-replies": "the connection killer of a host sees no replies: it kills nothing, and takes all its time",
  "capture-takes-own-packets":
    "the connection killer of a host takes what it sent one way for the reply of the other: it kills nothing both ways",
  "slow-exec": "fork and exec take longer on a host",
  "slow-local-delivery": "messages between the processes of one host take longer",
  "waiting-daemon": "the main daemon of a host blocks itself on what it finds locked in a database file",
  "slow-disk": "writes to database files of a host stand in line behind another transaction",
  "lost-fsync":
    "the disk of a host says that it has what it has not: a crash meanwhile undoes what was committed there",
  "corrupt-file":
    "the persistent database files of a host are damaged: its daemon starts no more until they are moved away",
  partition: "directed pairs of hosts no longer reach each other: halves, one isolated, one way, bridge, a single link",
  "slow-link": "packets from one host to another take longer",
  "break-connection": "both connections of a pair are reset; a prefix of what is on its way still arrives",
  "late-control": "the next controls of one kind to a host are held back",
  "fail-control": "the next controls of one kind to a host fail",
  "remove-lock-file": "the lock file is unlinked; its holder keeps a lock on nothing",
  "replace-lock-file": "another file takes the lock file's name: a new identity that anybody can lock",
  "lock-directory-gone": "the directory of the lock file cannot be opened for a while",
  "storage-hang": "system calls on the lock file do not return on a host, or on all",
  "storage-error": "system calls on the lock file fail on a host, or on all",
  "service-cut": "a host, or every host, cannot reach the lock service: requests and answers are lost",
  "service-slow": "requests to the lock service take longer from a host, or from all",
  "service-stall": "the lock service stands still; its clock goes on, and what has arrived is served afterwards",
  "service-restart": "the lock service is down for a while and refuses; its keys and their TTLs stay",
  "lease-ends-early": "the lock service drops the lease of the holder before its time",
  "late-refresh": "the next refreshes of a host's lease arrive much later",
  "clock-step": "somebody sets the clock of a host forward or back: all its timers move",
  "clock-rate": "the clock of a host runs too fast or too slow",
  "address-command":
    "an administrator's command about public addresses: reloadips after their file was changed, addip, delip, moveip",
  "ip-command":
    "somebody changes public addresses in the kernel of a host behind the back of its daemon: del, flush or add",
  admin:
    "an administrator's command: stop, continue, ban, unban, disable, enable, recover, setleaderrole, setreclock, shutdown",
};

/** Kinds that strike what a lock of a certain keeping is kept in. */
const strikes: Readonly<Partial<Record<FaultKind, LockKeeping>>> = {
  "remove-lock-file": "file",
  "replace-lock-file": "file",
  "lock-directory-gone": "file",
  "storage-hang": "file",
  "storage-error": "file",
  "service-cut": "lease",
  "service-slow": "lease",
  "service-stall": "lease",
  "service-restart": "lease",
  "lease-ends-early": "lease",
  "late-refresh": "lease",
};

/** Drawn from a stream of their own, unless they are asked for. */
const drawnApart: ReadonlySet<FaultKind> = new Set([
  "script-fails",
  "script-hangs",
  "service-down",
  "link-down",
  "capture-drops-replies",
  "capture-takes-own-packets",
  "address-command",
  "ip-command",
]);

const needDatabases: ReadonlySet<FaultKind> = new Set(["slow-disk", "lost-fsync", "corrupt-file"]);

/** Is it drawn with all others, whether asked for or not? */
export function isDrawnApart(kind: FaultKind): boolean {
  return drawnApart.has(kind);
}

/**
 * Is there anything in a cluster with this lock that a fault of that kind could strike?
 *
 * @param hasDatabases absent: nothing is done with databases
 */
export function canStrike(kind: FaultKind, lock: LockDesign, hasDatabases = false): boolean {
  if (needDatabases.has(kind)) return hasDatabases;
  const kept = strikes[kind];
  return kept === undefined || kept === lockDesigns[lock].keeping;
}
