import { versionsIn } from "../model/index.ts";
import type { Setting } from "./property.ts";

/** For claims about the lock. */
export function needsLock(setting: Setting): string | null {
  return setting.lock === "none" ? "No cluster lock is configured." : null;
}

/** For claims about lock helpers: up to 4.3 the recovery daemon takes the lock itself. */
export function needsHelper(setting: Setting): string | null {
  const helpers = versionsIn(setting.ctdb).some((version) => version !== "4.3");
  if (setting.lock === "plugin") return "A plugin is a thread of its daemon: nothing outlives it.";
  return needsLock(setting) ?? (helpers ? null : "CTDB 4.3 has no lock helpers.");
}

/** For claims about clusters without a lock. */
export function needsNoLock(setting: Setting): string | null {
  return setting.lock === "none" ? null : "A cluster lock is configured.";
}

/** For claims about what follows the heal. */
export function needsHeal(setting: Setting): string | null {
  return setting.heal === undefined ? "Nothing is healed in this scenario." : null;
}

/** For claims that always apply. */
export function always(): null {
  return null;
}
