import type { EventScriptName } from "../events/index.ts";
import type { ObservationType } from "../trace/index.ts";
import type { ControlOp, EventName, Pnn, ProgramName, ServiceName } from "../words/index.ts";

/** Holds a fault back until something is seen: the next observation of that type at or after the fault's time. */
export interface Trigger {
  readonly event: ObservationType;
  /** Only at this host; absent: anywhere. */
  readonly host?: Pnn;
  readonly delayUs: number;
  /** A random phase: up to this much later still, drawn. Absent: 0. */
  readonly withinUs?: number;
  /** What the fault's `host: -1` means: the host where it was seen, or another one, drawn. Absent: here. */
  readonly strikes?: "here" | "other";
}

/** What every fault says. `host` -1 in a triggered fault: the host of the trigger, or another (`strikes`). */
export interface FaultMoment {
  readonly atUs: number;
  readonly on?: Trigger;
}

/** How long a fault lasts; the heal ends what is still going on. */
export interface FaultSpan extends FaultMoment {
  readonly forUs: number;
}

/** Where a fault strikes. */
export interface FaultPlace {
  readonly host: Pnn;
}

/** One thing done to the cluster, as data: it stands in the scenario and in the trace. */
export type Fault =
  // Hosts. A crash is silent (power off); `forUs` later the host boots again, never if 0.
  | (FaultSpan & FaultPlace & { readonly kind: "crash-host" })
  | (FaultSpan & FaultPlace & { readonly kind: "pause-host" })
  // Processes. A killed ctdbd, or one whose eventd is killed, is started again after `restartUs`, never if 0.
  | (FaultMoment &
      FaultPlace & { readonly kind: "kill-process"; readonly program: ProgramName; readonly restartUs: number })
  | (FaultSpan & FaultPlace & { readonly kind: "pause-process"; readonly program: ProgramName })
  | (FaultSpan & FaultPlace & { readonly kind: "unreaped-parents" })
  | (FaultSpan & FaultPlace & { readonly kind: "slow-exec"; readonly extraUs: number })
  | (FaultSpan & FaultPlace & { readonly kind: "slow-script"; readonly extraUs: number })
  // A script of an event fails, or hangs: it goes on at the end of the fault, unless it was killed.
  | (FaultSpan &
      FaultPlace & { readonly kind: "script-fails"; readonly event: EventName; readonly script: EventScriptName })
  | (FaultSpan &
      FaultPlace & { readonly kind: "script-hangs"; readonly event: EventName; readonly script: EventScriptName })
  /** A service that the monitor event looks at. */
  | (FaultSpan & FaultPlace & { readonly kind: "service-down"; readonly service: ServiceName })
  // An interface of public addresses, or each that addresses are on at that time, has no link.
  | (FaultSpan & FaultPlace & { readonly kind: "link-down"; readonly interface?: string })
  // What the connection killer captures: replies are dropped, or its own packets are taken for replies.
  | (FaultSpan & FaultPlace & { readonly kind: "capture-drops-replies" })
  | (FaultSpan & FaultPlace & { readonly kind: "capture-takes-own-packets" })
  | (FaultSpan & FaultPlace & { readonly kind: "slow-local-delivery"; readonly extraUs: number })
  /** From now on the main daemon waits itself for what it finds locked in a database file. */
  | (FaultMoment & FaultPlace & { readonly kind: "waiting-daemon" })
  | (FaultSpan & FaultPlace & { readonly kind: "slow-disk"; readonly extraUs: number })
  // What is flushed to the disk meanwhile is not there after a crash of the host within this time.
  | (FaultSpan & FaultPlace & { readonly kind: "lost-fsync" })
  // The files of its persistent databases are damaged: a daemon that opens them finds out.
  | (FaultMoment & FaultPlace & { readonly kind: "corrupt-file" })
  // The network. `cut` lists directed pairs that no longer carry packets.
  | (FaultSpan & {
      readonly kind: "partition";
      readonly shape: PartitionShape;
      readonly cut: readonly (readonly [Pnn, Pnn])[];
    })
  | (FaultSpan & { readonly kind: "slow-link"; readonly from: Pnn; readonly to: Pnn; readonly extraUs: number })
  /** Resets the connections between two hosts; of what is on its way, the first `prefix` packets arrive. */
  | (FaultMoment & { readonly kind: "break-connection"; readonly from: Pnn; readonly to: Pnn; readonly prefix: number })
  // Controls received by a host: the next `times` of that op.
  | (FaultMoment &
      FaultPlace & {
        readonly kind: "late-control";
        readonly op: ControlOp;
        readonly byUs: number;
        readonly times: number;
      })
  | (FaultMoment & FaultPlace & { readonly kind: "fail-control"; readonly op: ControlOp; readonly times: number })
  // The lock file and its storage; host -1 without a trigger: all hosts.
  | (FaultMoment & { readonly kind: "remove-lock-file" })
  | (FaultMoment & { readonly kind: "replace-lock-file" })
  | (FaultSpan & { readonly kind: "lock-directory-gone" })
  | (FaultSpan & FaultPlace & { readonly kind: "storage-hang" })
  | (FaultSpan & FaultPlace & { readonly kind: "storage-error" })
  // The lock service of a lease lock; host -1 without a trigger: all hosts.
  | (FaultSpan & FaultPlace & { readonly kind: "service-cut" })
  | (FaultSpan & FaultPlace & { readonly kind: "service-slow"; readonly extraUs: number })
  | (FaultSpan & { readonly kind: "service-stall" })
  | (FaultSpan & { readonly kind: "service-restart" })
  | (FaultMoment & { readonly kind: "lease-ends-early" })
  /** The next `times` refreshes of a host arrive this much later. */
  | (FaultMoment & FaultPlace & { readonly kind: "late-refresh"; readonly byUs: number; readonly times: number })
  // Clocks. A step moves every timer of the host; a rate holds until the end of the fault.
  | (FaultMoment & FaultPlace & { readonly kind: "clock-step"; readonly byUs: number })
  | (FaultSpan & FaultPlace & { readonly kind: "clock-rate"; readonly ratePpm: number })
  // What an administrator does.
  | AddressFault
  | KernelAddressFault
  | (FaultMoment &
      FaultPlace & {
        readonly kind: "admin";
        readonly command: AdminCommand;
        /** ban: for how long. */
        readonly forUs?: number;
        /** setreclock: the new path of the lock. */
        readonly path?: string;
      });

/**
 * What an administrator does about public addresses. `reloadips`: the file of the node, or of all (`everywhere`), was changed just
 * before by what it `adds` and `drops`, and is read anew. The others are about one `address`; `moveip` moves it `to` a node.
 */
export interface AddressFault extends FaultMoment, FaultPlace {
  readonly kind: "address-command";
  readonly command: "reloadips" | "addip" | "delip" | "moveip";
  readonly adds?: readonly string[];
  readonly drops?: readonly string[];
  readonly everywhere?: boolean;
  readonly address?: string;
  readonly to?: Pnn;
}

/**
 * Somebody changes public addresses in the kernel of a host, and ctdbd is not asked: an administrator with `ip`, a network service
 * that is restarted. `flush`: none of them is on an interface any more. `del`, `add`: one `address` leaves its interface, or one
 * that the host has in its file is on the first that this names; absent: the first that the kernel has, or has not.
 */
export interface KernelAddressFault extends FaultMoment, FaultPlace {
  readonly kind: "ip-command";
  readonly command: "del" | "flush" | "add";
  readonly address?: string;
}

/** How a partition was drawn; the cut says what it does. */
export type PartitionShape = "halves" | "isolate" | "one-way" | "bridge" | "link";

/** Commands of the `ctdb` tool that change a node. */
export type AdminCommand =
  | "stop"
  | "continue"
  | "ban"
  | "unban"
  | "disable"
  | "enable"
  | "recover"
  | "setleaderrole-on"
  | "setleaderrole-off"
  | "setreclock"
  | "shutdown";

/** The kind of a fault. */
export type FaultKind = Fault["kind"];

/** One kind of fault. */
export type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;
