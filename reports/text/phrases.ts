import type { DatabaseStep, ObservationType, TraceEvent, TransactionOutcome } from "../../model/index.ts";
import { flagNames } from "../../model/index.ts";
import { counted } from "../count-text.ts";
import { durationText } from "../time-text.ts";
import { addressPhrases } from "./address-phrases.ts";
import { type Phrase, phrase, type Weight } from "./phrase.ts";
import { blameTexts, dropCauses, refusals } from "./reason-words.ts";

const pairs = (cut: readonly (readonly [number, number])[]): string =>
  cut.map(([from, to]) => `${from}>${to}`).join(" ");
const nodeName = (pnn: number): string => (pnn < 0 ? "nobody" : `node ${pnn}`);
const recordName = ({ db, key }: { readonly db: string; readonly key: string }): string =>
  `record ${JSON.stringify(key)} of ${db}`;

const forThese = (addresses: readonly string[]): string =>
  addresses.length === 0 ? "" : ` for ${addresses.join(", ")}`;
const listed = (names: readonly string[]): string => (names.length === 0 ? "nobody" : names.join(", "));
const fileName = ({ file }: { readonly file: string }): string => `the lock of ${JSON.stringify(file)}`;
const lockName = (lock: { readonly file: string; readonly client: number }): string =>
  `${fileName(lock)} of client ${lock.client}`;

/** What a recovery does with a database. */
function databaseStep(step: DatabaseStep, db: string): string {
  if (step === "recovered") return `${db}: recovered`;
  return step === "failed" ? `the recovery of ${db} fails` : `recovery of ${db}: ${step}`;
}

/** Which attempt it is, unless it is the first. */
function again(attempt: number): string {
  return attempt > 1 ? `, attempt ${attempt}` : "";
}

const outcomeTexts: Readonly<Record<TransactionOutcome, string>> = {
  committed: "is told that its transaction is committed:",
  assumed: "takes its transaction for committed, by the sequence number alone:",
  failed: "gives its transaction up:",
};

const GROUPS = { natgw: "the NAT gateway", lvs: "the balancer of LVS" } as const;

const phrases: { readonly [T in ObservationType]: Phrase<T> } = {
  "fault-injected": phrase(3, (e) => `fault ${e.index}: ${e.detail === "" ? e.fault : e.detail}`),
  "fault-ended": phrase(2, (e) => `fault ${e.index} ends: ${e.fault}`),
  healed: phrase(3, (e) => `everything is healed; nodes ${e.core.join(", ")} are made whole`),
  "admin-command": phrase(2, (e) => `administrator: ctdb ${e.command}`),
  "host-started": phrase(2, () => "the host starts"),
  "host-crashed": phrase(3, () => "the host is dead"),
  "host-paused": phrase(2, () => "the host stands still"),
  "host-resumed": phrase(2, () => "the host goes on"),
  "process-started": phrase(1, (e) => `${e.program} starts (pid ${e.pid}, parent ${e.parent})`),
  "process-exited": phrase(1, (e) => `${e.program} (pid ${e.pid}) ends: ${e.cause}`),
  "process-stopped": phrase(2, (e) => `${e.program} (pid ${e.pid}) stands still`),
  "process-continued": phrase(2, (e) => `${e.program} (pid ${e.pid}) goes on`),
  "link-slowed": phrase(2, (e) =>
    e.extraUs === 0
      ? `packets to ${nodeName(e.peer)} are as quick as usual`
      : `packets to ${nodeName(e.peer)} take ${durationText(e.extraUs)} longer`,
  ),
  "exec-slowed": phrase(2, (e) =>
    e.extraUs === 0 ? "fork and exec are as quick as usual" : `fork and exec take ${durationText(e.extraUs)} longer`,
  ),
  "local-delivery-slowed": phrase(2, (e) =>
    e.extraUs === 0 ? "local delivery is as usual again" : `local delivery takes ${durationText(e.extraUs)} longer`,
  ),
  "control-delayed": phrase(2, (e) => `${e.op} is held back for ${durationText(e.byUs)}`),
  "partition-began": phrase(2, (e) => `partition: nothing passes ${pairs(e.cut)}`),
  "partition-healed": phrase(2, (e) => `partition over: ${pairs(e.cut)}`),
  "peer-connected": phrase(1, (e) => `is connected with ${nodeName(e.peer)}`),
  "peer-dead": phrase(2, (e) => `takes ${nodeName(e.peer)} for dead (${e.cause})`),
  "lock-taken": phrase(
    (e) => (e.probe ? 1 : 3),
    (e) => (e.probe ? "a probe takes the cluster lock" : `takes the cluster lock (pid ${e.pid}, grant ${e.object})`),
  ),
  "lock-freed": phrase(3, (e) => `the cluster lock is free (pid ${e.pid}, grant ${e.object}): ${e.cause}`),
  "lock-object-changed": phrase(3, (e) => `the lock file is ${e.change} (file ${e.object})`),
  "recovery-lock-taken": phrase(1, (e) => `${e.probe ? "a probe" : `pid ${e.pid}`} takes the recovery lock`),
  "recovery-lock-freed": phrase(1, (e) => `the recovery lock is free (pid ${e.pid}): ${e.cause}`),
  "service-changed": phrase(3, (e) => `lock service: ${e.state}`),
  "lease-ended-early": phrase(3, (e) => `the lock service drops lease ${e.object} before its time`),
  "clock-stepped": phrase(
    3,
    (e) => `the clock is set ${durationText(Math.abs(e.byUs))} ${e.byUs < 0 ? "back" : "forward"}`,
  ),
  "clock-rate-changed": phrase(2, (e) => `the clock runs ${e.ratePpm} ppm too fast`),
  "lock-setting-changed": phrase(2, (e) => `the cluster lock is now ${e.path} (said by ${nodeName(e.by)})`),
  "storage-changed": phrase(2, (e) => `storage: ${e.state}`),
  "leader-believed": phrase(1, (e) => `believes the leader is ${nodeName(e.leader)}`),
  "lock-believed": phrase(1, (e) => `believes of the lock: ${e.lock}`),
  "leadership-claimed": phrase(0, (e) => `announces: the leader is ${nodeName(e.leader)}`),
  "election-started": phrase(2, (e) => `calls an election: ${e.reason}`),
  "election-announced": phrase(1, () => "announces an election"),
  "election-abandoned": phrase(1, () => "gives up the election"),
  "election-ended": phrase(2, (e) => `election over: the leader is ${nodeName(e.leader)}`),
  "lock-refused": phrase(1, (e) => `does not get the lock: ${e.status}`),
  "lock-lost": phrase(3, () => "loses the cluster lock"),
  "lock-released": phrase(3, () => "gives the cluster lock back"),
  "credit-assigned": phrase(
    2,
    (e) =>
      `blames ${nodeName(e.culprit)}: ${blameTexts[e.reason] ?? e.reason} (${counted(e.count, "credit")} against it)`,
  ),
  "runstate-changed": phrase(1, (e) => `run state ${e.runState}`),
  "flags-changed": phrase(2, (e) => `flags: ${flagNames(e.flags)}`),
  "recovery-mode-changed": phrase(1, (e) => `recovery mode ${e.mode}`),
  "generation-changed": phrase(1, (e) => `generation ${e.generation}`),
  ...addressPhrases,
  "group-leader-changed": phrase(1, ({ group, leader }) =>
    leader < 0 ? `finds no leader for ${GROUPS[group]}` : `takes node ${leader} for ${GROUPS[group]}`,
  ),
  "event-began": phrase(0, ({ event, address, waitedUs }) => {
    const waited = waitedUs > 0 ? `, after ${durationText(waitedUs)} in line` : "";
    return `event ${event}${address === undefined ? "" : ` ${address}`} begins${waited}`;
  }),
  "event-ended": phrase(
    ({ outcome }) => (outcome === "failed" || outcome === "timed-out" ? 2 : 0),
    ({ event, outcome, script }) => {
      const by = script === undefined ? "" : ` (${script})`;
      return `event ${event}: ${outcome === "timed-out" ? "timed out" : outcome}${by}`;
    },
  ),
  "service-down": phrase(2, ({ service }) => `its ${service} service is down`),
  "service-up": phrase(2, ({ service }) => `its ${service} service is up again`),
  "takeover-started": phrase(1, () => "begins a takeover run"),
  "takeover-phase": phrase(0, ({ phase }) => `takeover run: ${phase}`),
  "takeover-ended": phrase(
    ({ ok }) => (ok ? 1 : 2),
    ({ ok, blamed }) => {
      const why = blamed === undefined ? "" : `, because of node ${blamed}`;
      return ok ? "the takeover run is done" : `the takeover run fails${why}`;
    },
  ),
  banned: phrase(2, (e) => `is banned for ${durationText(e.forUs)} by ${nodeName(e.by)}: ${e.reason}`),
  unbanned: phrase(2, () => "is banned no longer"),
  "leader-role-set": phrase(2, (e) => `may ${e.on ? "" : "not "}be leader`),
  "control-accepted": phrase(
    1,
    (e) => `obeys ${e.op}${e.value === undefined ? "" : ` ${e.value}`} from node ${e.from} as ${e.as} (pid ${e.pid})`,
  ),
  "control-refused": phrase(1, (e) => `refuses ${e.op} from node ${e.from} as ${e.as}: ${e.why}`),
  "probe-answered": phrase(1, (e) => `the lock probe answers: ${e.status}`),
  "recovery-started": phrase(2, (e) => `starts a recovery (pid ${e.pid}), generation ${e.generation}`),
  "recovery-step": phrase(1, (e) => `recovery step: ${e.step}`),
  "recovery-completed": phrase(2, (e) => `completes the recovery (pid ${e.pid}), generation ${e.generation}`),
  "recovery-failed": phrase(2, (e) =>
    e.databases === undefined
      ? `the recovery fails at ${e.step}`
      : `the recovery fails: ${e.databases.join(", ")} could not be recovered${e.banned === undefined ? "" : `; ${nodeName(e.banned)} was banned`}`,
  ),
  "recovery-aborted": phrase(2, (e) => `the recovery is called off: ${e.reason}`),
  "database-step": phrase(
    (e) => (e.step === "failed" ? 2 : 1),
    (e) => `${databaseStep(e.step, e.db === "" ? "all databases" : e.db)}${again(e.attempt)} (pid ${e.pid})`,
  ),
  "database-freezing": phrase(1, (e) => `freezes ${e.db}: its lock helper stands in line for the file`),
  "database-frozen": phrase(1, (e) => `${e.db} is frozen`),
  "database-thawed": phrase(
    1,
    (e) => `${e.db} is thawed, generation ${e.generation}${e.resent === 0 ? "" : `; calls sent anew: ${e.resent}`}`,
  ),
  "database-committed": phrase(
    1,
    (e) => `commits ${e.db}, generation ${e.generation}: ${e.records} record${e.records === 1 ? "" : "s"}`,
  ),
  "database-attached": phrase(1, (e) => `has attached ${e.db}, generation ${e.generation}`),
  "record-arrived": phrase(1, (e) => `is dmaster of ${recordName(e)} from now on, rsn ${e.rsn}`),
  "record-given": phrase(1, (e) => `hands ${recordName(e)} to ${nodeName(e.to)}`),
  "record-delegated": phrase(1, (e) => `gives ${nodeName(e.to)} a copy of ${recordName(e)} to read`),
  "record-revoked": phrase(1, (e) => `${e.isDone ? "has called" : "could not call"} copies of ${recordName(e)} back`),
  "record-pinned": phrase(1, (e) => `keeps ${recordName(e)} for ${durationText(e.forUs)}: it is hot`),
  "read-began": phrase(1, (e) => `client ${e.pid} wants to read ${recordName(e)}`),
  "record-read": phrase(1, (e) => `client ${e.pid} reads ${e.value === "" ? "nothing" : e.value} in ${recordName(e)}`),
  "record-vacuumed": phrase(1, (e) => `forgets ${recordName(e)}, which was deleted`),
  "packet-dropped": phrase(1, (e) => `drops ${e.op} of ${recordName(e)} from ${nodeName(e.from)}: ${e.why}`),
  "record-wanted": phrase(1, (e) => `a client (pid ${e.pid}) waits for the lock on ${recordName(e)}`),
  "call-asked": phrase(1, (e) => `a client (pid ${e.pid}) asks for ${recordName(e)} (call ${e.call})`),
  "call-answered": phrase(
    1,
    (e) => `call ${e.call} of a client (pid ${e.pid}) is answered${e.status === 0 ? "" : `: status ${e.status}`}`,
  ),
  "record-locked": phrase(1, (e) => `a client (pid ${e.pid}) has locked ${recordName(e)}, rsn ${e.rsn}`),
  "record-written": phrase(
    1,
    (e) => `a client (pid ${e.pid}) ${e.value === "" ? "deletes" : "writes"} ${recordName(e)}, rsn ${e.rsn}`,
  ),
  "record-unlocked": phrase(1, (e) => `a client (pid ${e.pid}) unlocks ${recordName(e)}`),
  "transaction-began": phrase(1, (e) => `a client (pid ${e.pid}) begins a transaction over ${recordName(e)}`),
  "transaction-read": phrase(1, (e) => `a client (pid ${e.pid}) reads ${recordName(e)}, sequence number ${e.sequence}`),
  "attach-asked": phrase(1, (e) => `a client (pid ${e.pid}) attaches ${e.db}`),
  "attach-answered": phrase(
    1,
    (e) => `a client (pid ${e.pid}) is told that ${e.db} is ${e.status === 0 ? "attached" : "not to be attached"}`,
  ),
  "transaction-asked": phrase(
    1,
    (e) => `a client (pid ${e.pid}) asks to commit to ${e.db}, sequence number ${e.sequence}`,
  ),
  "transaction-ended": phrase(2, (e) => `a client (pid ${e.pid}) ${outcomeTexts[e.outcome]} ${recordName(e)}`),
  "database-corrupt": phrase(2, () => "finds a persistent database file damaged, and does not start"),
  "srvid-registered": phrase(
    0,
    (e) => `a client (pid ${e.pid}) registers for "${e.srvid}"${e.lastWord ? ", as its last word" : ""}`,
  ),
  "message-sent": phrase(
    1,
    (e) =>
      `a client (pid ${e.pid}) sends message ${e.number} to "${e.srvid}" of ${typeof e.to === "number" ? nodeName(e.to) : `the ${e.to} nodes`}`,
  ),
  "message-received": phrase(
    0,
    (e) => `message ${e.number} of pid ${e.sender} of ${nodeName(e.from)} to "${e.srvid}" reaches pid ${e.pid}`,
  ),
  "job-began": phrase(0, (e) => `client ${e.client} (pid ${e.pid}) begins a job`),
  "file-lock-granted": phrase(1, (e) =>
    e.reclaim ? `the file system gives ${lockName(e)} back` : `the file system grants ${lockName(e)}`,
  ),
  "file-lock-dropped": phrase(3, (e) => `the file system drops ${lockName(e)}: ${dropCauses[e.cause]}`),
  "file-lock-kept": phrase(3, (e) => `the file system keeps ${lockName(e)} for the next lock manager of ${e.manager}`),
  "file-lock-believed": phrase(3, (e) => `client ${e.client} believes to hold ${fileName(e)}, through node ${e.node}`),
  "file-lock-reclaimed": phrase(3, (e) => `client ${e.client} has reclaimed ${fileName(e)}, through node ${e.node}`),
  "file-lock-given-up": phrase(2, (e) =>
    e.why === "unlocked"
      ? `client ${e.client} gives ${fileName(e)} back`
      : `client ${e.client} is told that it has lost ${fileName(e)}`,
  ),
  "file-lock-refused": phrase(1, (e) => `client ${e.client} must wait for ${fileName(e)}: ${refusals[e.why]}`),
  "notice-received": phrase(
    2,
    (e) => `client ${e.client} is notified of ${e.address}: ${e.own ? "statd's own state" : "state"} ${e.state}`,
  ),
  "lock-manager-stopped": phrase(2, (e) => `the lock manager is stopped${forThese(e.addresses)}`),
  "grace-began": phrase(2, (e) => `grace begins${forThese(e.addresses)}`),
  "grace-ended": phrase(2, (e) => `grace ends${forThese(e.addresses)}`),
  "file-system-mounted": phrase(2, (e) => `the file system of ${e.address} is mounted`),
  "file-system-unmounted": phrase(2, (e) => `the file system of ${e.address} is unmounted`),
  "file-system-busy": phrase(
    1,
    (e) => `the file system of ${e.address} cannot be unmounted: ${counted(e.files.length, "file")} locked on it`,
  ),
  "client-found-stale": phrase(2, (e) => `client ${e.client} finds that the server at ${e.address} does not know it`),
  "shared-grace-written": phrase(
    1,
    (e) =>
      `${e.address} writes the shared grace: epoch ${e.epoch}, ${e.recovering === 0 ? "no grace" : `epoch ${e.recovering} may reclaim`}; needed by ${listed(e.needing)}, enforced by ${listed(e.enforcing)}`,
  ),
  "shared-grace-lifted": phrase(2, (e) => `${e.address} finds the shared grace lifted (epoch ${e.epoch})`),
  "job-ended": phrase(0, (e) => `client ${e.client} (pid ${e.pid}) is done with its job`),
};

/** How much an event matters to a reader. */
export function weightOf(event: TraceEvent): Weight {
  const { weight } = phrases[event.type] as Phrase<ObservationType>;
  return typeof weight === "number" ? weight : weight(event);
}

/** An event in a few words, without its time and host; not yet {@link printable}. */
export function say(event: TraceEvent): string {
  return (phrases[event.type] as Phrase<ObservationType>).say(event);
}
