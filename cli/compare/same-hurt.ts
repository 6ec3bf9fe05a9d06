import { type Fault, type FaultKind, type LockDesign, lockDesigns, type ProgramName } from "../../model/index.ts";

/** What a fault is to a design: the fault that hurts it as much, or why there is none, as the end of a sentence. */
export type Hurt = { readonly fault: Fault } | { readonly none: string };

/** Programs that are processes of their own with a design, beside those that every design has. */
function hasProgram(program: ProgramName, lock: LockDesign): boolean {
  if (program === "lock-check-child") return lock === "fcntl";
  if (program === "lock-refresher") return lock === "refresher";
  // A plugin's thread cannot be killed alone, and without a lock there is no helper.
  return program !== "lock-helper" || (lock !== "plugin" && lock !== "none");
}

type Keeping = "file" | "lease";

/** What strikes the keeper of a lock: what it is to a file and to a lease; absent: nothing. */
const ofKeepers: Readonly<Partial<Record<FaultKind, Readonly<Partial<Record<Keeping, FaultKind>>>>>> = {
  "storage-hang": { file: "storage-hang", lease: "service-cut" },
  "service-cut": { file: "storage-hang", lease: "service-cut" },
  "service-stall": { file: "storage-hang", lease: "service-stall" },
  "replace-lock-file": { file: "replace-lock-file", lease: "lease-ends-early" },
  "lease-ends-early": { file: "replace-lock-file", lease: "lease-ends-early" },
  "remove-lock-file": { file: "remove-lock-file" },
  "lock-directory-gone": { file: "lock-directory-gone" },
  "storage-error": { file: "storage-error" },
  "service-slow": { lease: "service-slow" },
  "service-restart": { lease: "service-restart" },
  "late-refresh": { lease: "late-refresh" },
};

/**
 * The same misfortune for another design. A keeper of the lock that a host cannot reach is a hanging file system for a
 * file, and a cut or stalled service for a lease; a lock that lapses under its holder is a replaced file, or a lease
 * that ends early. What strikes processes that a design does not have is no misfortune for it.
 */
export function sameHurt(fault: Fault, lock: LockDesign): Hurt {
  if ("program" in fault && !hasProgram(fault.program, lock))
    return { none: `${lock} has no process ${fault.program}` };
  const known = ofKeepers[fault.kind];
  if (known === undefined) return { fault };
  const { keeping } = lockDesigns[lock];
  const kind = keeping === "none" ? undefined : known[keeping];
  if (kind === undefined)
    return { none: keeping === "none" ? `${lock} keeps nothing anywhere` : `nothing of ${lock} can suffer it` };
  if (kind === fault.kind) return { fault };
  // A stalled service fails everybody, and so does a file system that hangs everywhere.
  const everywhere = fault.kind === "service-stall" ? { host: -1 } : {};
  return { fault: { ...fault, ...everywhere, kind } as Fault };
}
