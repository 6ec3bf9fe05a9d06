import type { ClientCall, RecordPacket, Vacuuming } from "../database/index.ts";
import type { Observation } from "../trace/index.ts";
import type {
  ControlOp,
  CtdbVersion,
  Destination,
  EventName,
  EventOutcome,
  Pnn,
  ProgramName,
  Registration,
  Role,
  ServiceMessage,
} from "../words/index.ts";
import type { ControlBody, Reply, Request } from "./control.ts";
import type { Copies, FileCall } from "./database-file.ts";
import type { NfsEffect } from "./nfs.ts";

/** What a keepalive says of its sender: its version, and for how many whole seconds it has been up. */
export interface Sender {
  readonly version: CtdbVersion;
  readonly uptimeS: number;
}

/** Signals that matter here. */
export type Signal = "TERM" | "KILL";

/** What a process waits for by itself: an event, or the set-up of a lock helper. */
export type ScriptName = EventName | "helper-set-up";

/** One event that a main daemon asks its event daemon for, under a number of its own. */
export interface EventRequest {
  readonly run: number;
  readonly event: EventName;
  /** The public address it is about; "": none. */
  readonly address: string;
  /** The interface that the address is to be on; "": none is. */
  readonly interface: string;
}

/** What a lock refresher is told, and what it answers. */
export type LocalWord = "LOCK" | "UNLOCK" | "LOCKED" | "REFUSED" | "FAILED" | "LOST";

/** Fire-and-forget messages between recovery daemons (facts/leadership.md §3). */
export type MessageBody =
  | { readonly type: "LEADER"; readonly leader: Pnn }
  | {
      readonly type: "ELECTION";
      readonly pnn: Pnn;
      /** How many nodes it sees as connected: compared up to 4.3. */
      readonly connected: number;
      readonly priorityTimeUs: number;
      readonly flags: number;
    }
  /** A node asks the leader to put the addresses where they belong now. */
  | { readonly type: "TAKEOVER_RUN"; readonly pnn: Pnn }
  /** A leader that runs one asks its peers to neither run nor ask for one for so long; 0: they may again. */
  | { readonly type: "DISABLE_TAKEOVER_RUNS"; readonly pnn: Pnn; readonly forUs: number }
  /** A node that is about to know more addresses is to be given some, whatever it has already. */
  | { readonly type: "REBALANCE_NODE"; readonly pnn: Pnn }
  /** A takeover helper tells its recovery daemon which node its run failed because of. */
  | { readonly type: "BANNING"; readonly pnn: Pnn }
  /** A daemon has its own recovery daemon tell all nodes what its flags are now. */
  | { readonly type: "PUSH_FLAGS"; readonly pnn: Pnn; readonly flags: number };

/** Whose recovery daemons a message goes to, as its sender's daemon sees them. */
export type Audience = "connected" | "all" | "peers" | "self";

/**
 * System calls on the lock file (at `path`; absent: the default one); each may take long, fail, or block. Bytes 0
 * and 1 of the file can be locked.
 */
export type IoCall =
  | { readonly call: "open"; readonly create: boolean; readonly path?: string }
  | { readonly call: "lock"; readonly byte: 0 | 1; readonly wait: boolean }
  | { readonly call: "close" };

/** What a system call came back with; `object` is the identity (inode) of what was opened. */
export interface IoResult {
  readonly ok: boolean;
  readonly error?: "contended" | "missing" | "failed";
  readonly object?: number;
}

/**
 * A request to the lock service: it keeps keys, each with an owner and a TTL by its own clock, and whoever knows
 * that its key is the lowest holds the lock. Designs with one key use key 1.
 */
export type ServiceCall =
  /** A new key behind all others. */
  | { readonly op: "enqueue"; readonly ttlUs: number }
  /**
   * Writes a key with a new TTL. `always`: whoever has it; `absent`: only if nobody has it; `present`: only if
   * somebody has it, who keeps it; `own`: only if the asker has it; `mine`: if nobody or the asker has it.
   */
  | {
      readonly op: "put";
      readonly key: number;
      readonly ttlUs: number;
      readonly when: "always" | "absent" | "present" | "own" | "mine";
    }
  | { readonly op: "get"; readonly key: number }
  /** Which key is the lowest? */
  | { readonly op: "first" }
  | { readonly op: "delete"; readonly key: number; readonly when: "always" | "own" };

/** What a request came back with; `timeout`: no answer to any try. */
export interface ServiceAnswer {
  readonly ok: boolean;
  readonly error?: "contended" | "missing" | "unreachable" | "timeout";
  readonly key?: number;
  /** Number of the grant, when the asker has just become, or found itself, the holder. */
  readonly revision?: number;
}

/** What a procedure that is begun is about; its frame has it. */
export interface Matter {
  readonly request?: Request;
  readonly packet?: RecordPacket;
  readonly call?: ClientCall;
  /** The database it is about, and the record of it. */
  readonly db?: string;
  readonly key?: string;
}

/** What a `db-lock-helper` locks for its daemon: a record's chain, or whole files one after another. */
export type Locks = { readonly db: string; readonly key: string } | { readonly dbs: readonly string[] };

/** The transaction that a `write-child` writes to the file of its host. */
export interface Writes {
  readonly db: string;
  readonly copies: Copies;
}

/** What a chart asks the world to do. Plain data: a chart never acts. */
export type Effect =
  /** Send a control to each target and collect the answers in the frame's batch. */
  | {
      readonly kind: "ask";
      readonly op: ControlOp;
      readonly to: readonly Pnn[];
      readonly body: ControlBody;
      /** One for each target, instead of the one `body`. */
      readonly bodies?: readonly ControlBody[];
      readonly as: Role;
      readonly timeoutUs: number;
    }
  /** Send a control to one's own daemon and expect no answer. `to`: a daemon sends it to others of its kind. */
  | { readonly kind: "tell"; readonly op: ControlOp; readonly body?: ControlBody; readonly to?: readonly Pnn[] }
  /** Answer a control. */
  | { readonly kind: "reply"; readonly request: Request; readonly reply: Reply; readonly why?: string }
  /** A message to recovery daemons: of all connected nodes, of all nodes (oneself included), of peers, one's own. */
  | { readonly kind: "broadcast"; readonly to: Audience; readonly message: MessageBody }
  /** Start a named timer; its name is the event it fires. `peer`, or a public address, tells several of one name apart. */
  | {
      readonly kind: "setTimer";
      readonly timer: string;
      readonly delayUs: number;
      /** By a clock that nobody sets; absent: by the wall clock of the host. */
      readonly monotonic?: boolean;
      readonly ifAbsent?: boolean;
      readonly peer?: number;
      readonly address?: string;
    }
  | { readonly kind: "cancelTimer"; readonly timer: string; readonly peer?: number }
  /** Call a procedure on top of this process's stack. */
  | { readonly kind: "call"; readonly chart: string }
  /** Begin a procedure beside the others of this process . */
  | ({ readonly kind: "begin"; readonly chart: string } & Matter)
  /** Fork and exec; the child is known to its parent by `handle`; some are told what to lock or to write. */
  | {
      readonly kind: "spawn";
      readonly program: ProgramName;
      readonly handle: number;
      readonly locks?: Locks;
      readonly writes?: Writes;
      readonly vacuums?: Vacuuming;
    }
  | { readonly kind: "signal"; readonly handle: number; readonly signal: Signal }
  /** Close this process's end of the pipe from a child. */
  | { readonly kind: "closePipe"; readonly handle: number }
  /** Write one byte to one's standard output. */
  /** `revision`: of the grant behind it (fencing is our design: no helper says so today). */
  | { readonly kind: "write"; readonly byte: string; readonly revision?: number }
  | { readonly kind: "exit"; readonly code: number }
  /** A system call on the lock file; the frame's `io` tells its result. */
  | ({ readonly kind: "io" } & IoCall)
  /**
   * A request to the lock service; the frame's `answer` tells its result. `deaf`: the process handles nothing, not
   * even signals, until it is answered.
   */
  | {
      readonly kind: "request";
      readonly call: ServiceCall;
      readonly timeoutUs: number;
      readonly tries: number;
      readonly deaf?: boolean;
    }
  /** A word to another process of this host: by its program, or in answer to its pid. */
  | { readonly kind: "say"; readonly to: ProgramName | number; readonly word: LocalWord }
  /** Does a process exist (a zombie does)? The answer is the event PROBED, at once. */
  | { readonly kind: "probe"; readonly pid: number }
  | { readonly kind: "probeChild"; readonly handle: number }
  /** Is there a client of this daemon with that pid? The frame's `found` tells, at once. */
  | { readonly kind: "lookFor"; readonly pid: number }
  /** Run an event script; the frame's `script` tells when it is over. `address`: which public address it is about. */
  | { readonly kind: "script"; readonly script: ScriptName; readonly address?: string; readonly interface?: string }
  /** An event daemon runs scripts of an event, one after another; `parts`: of so many parts of the event they are one. */
  | {
      readonly kind: "runScripts";
      readonly run: number;
      readonly event: EventName;
      /** Which public address it is about; "": none. */
      readonly address: string;
      readonly scripts: readonly string[];
      readonly parts: number;
    }
  /** It kills the scripts of an event. */
  | { readonly kind: "killScripts"; readonly run: number }
  /** It tells its main daemon what has become of an event. */
  | { readonly kind: "endEvent"; readonly run: number; readonly outcome: EventOutcome }
  /** Work something out, for so long: the process handles nothing meanwhile, not even signals. */
  | { readonly kind: "compute"; readonly forUs: number }
  /** Put a public address on an interface of this host, from whichever it is on, or take it off. */
  | { readonly kind: "interface"; readonly op: "add" | "move"; readonly address: string; readonly to: string }
  | { readonly kind: "interface"; readonly op: "remove"; readonly address: string }
  /** Which public addresses has the kernel of this host? The frame's `interfaces` tells, at once. */
  | { readonly kind: "interface"; readonly op: "list" }
  /** One TCP ACK to the client's end of each of these connections, as if it came from their server. */
  | { readonly kind: "tickle"; readonly connections: readonly number[] }
  /** Something that NFS servers, and those who lock files, do. */
  | NfsEffect
  /** Start connecting to a peer; try again later if it fails. */
  | { readonly kind: "connect"; readonly peer: Pnn }
  /** Close both directions to a peer; controls pending there fail at once. */
  | { readonly kind: "disconnect"; readonly peer: Pnn }
  /** A keepalive says who sends it, since there are versions in it. */
  | { readonly kind: "keepalive"; readonly peer: Pnn; readonly sender?: Sender }
  /** Listen for peers from now on. */
  | { readonly kind: "listen" }
  /** A generation that nobody can guess, or the number of the next recovery; the frame's `drawn`. */
  | { readonly kind: "draw"; readonly what: "generation" | "epoch" }
  /** The clients of this host that came by a public address (`""`: by none) are told that it leaves. */
  | { readonly kind: "releaseClients"; readonly address: string }
  /** Something is done with a database file of this host. */
  | { readonly kind: "file"; readonly call: FileCall }
  /** A packet about a record to another daemon, or to itself. */
  | { readonly kind: "sendRecord"; readonly to: Pnn; readonly packet: RecordPacket }
  /** A client asks its daemon for a record, and is told when it is here. */
  | { readonly kind: "callDaemon"; readonly call: ClientCall }
  | { readonly kind: "answerClient"; readonly call: ClientCall; readonly status: number; readonly value?: string }
  /** A client registers at its daemon for a service id, or does so no more. */
  | { readonly kind: "register" | "deregister"; readonly registration: Registration }
  /** A client sends a message to other clients: its daemon passes it on. */
  | { readonly kind: "sendMessage"; readonly to: Destination; readonly message: ServiceMessage }
  /** A daemon passes a message on, to itself through its queue; where there is no connection it is lost. */
  | { readonly kind: "passMessage"; readonly to: Pnn; readonly message: ServiceMessage }
  /** A daemon hands a message to one of its clients. */
  | { readonly kind: "deliver"; readonly pid: number; readonly message: ServiceMessage }
  /** Something only the chart knows that an outside observer would see in the log. */
  | { readonly kind: "observe"; readonly event: Observation };
