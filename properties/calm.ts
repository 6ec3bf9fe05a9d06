import type { TraceEvent } from "../model/index.ts";
import { disturbanceTypes } from "./picture/index.ts";

/** Faults that are over as soon as they have struck; all others last until `fault-ended`. */
const momentary: ReadonlySet<string> = new Set([
  "crash-host",
  "kill-process",
  "break-connection",
  "late-control",
  "fail-control",
  "remove-lock-file",
  "replace-lock-file",
  "lease-ends-early",
  "late-refresh",
  "clock-step",
  "admin",
  "address-command",
  "ip-command",
]);

const disturbing: ReadonlySet<string> = new Set(disturbanceTypes);

/** The observations this is folded from. */
export const calmTypes = [...disturbanceTypes, "control-refused"] as const;

/** Tells whether anything is being done to the cluster, and since when nothing was: kinds that do not count are named. */
export class Calm {
  /** The last time something that counts began, ended or took effect; -1: never. */
  brokenUs = -1;
  private readonly ignored: ReadonlySet<string>;
  private readonly ignoredCommands: ReadonlySet<string>;
  private readonly lasting = new Set<number>();

  /**
   * @param ignored kinds of fault that may strike or last without breaking the calm
   * @param commands commands of an administrator that do not break it, if the kind `admin` is ignored
   */
  constructor(ignored: readonly string[] = [], commands: readonly string[] = []) {
    this.ignored = new Set(ignored);
    this.ignoredCommands = new Set(commands);
  }

  /** Does a fault that counts go on? */
  get isBroken(): boolean {
    return this.lasting.size > 0;
  }

  /** Takes one observation in; true if it broke the calm. */
  observe(event: TraceEvent): boolean {
    // A control that was to fail may be asked for long after that was injected.
    if (event.type === "control-refused" && event.why === "injected failure" && !this.ignored.has("fail-control")) {
      this.brokenUs = event.atUs;
      return true;
    }
    if (!disturbing.has(event.type)) return false;
    if ((event.type === "fault-injected" || event.type === "fault-ended") && this.ignored.has(event.fault))
      return false;
    if (event.type === "admin-command" && this.ignoredCommands.has(event.command)) return false;
    if (event.type === "fault-injected" && !momentary.has(event.fault)) this.lasting.add(event.index);
    if (event.type === "fault-ended") this.lasting.delete(event.index);
    if (event.type === "healed") this.lasting.clear();
    this.brokenUs = event.atUs;
    return true;
  }
}
