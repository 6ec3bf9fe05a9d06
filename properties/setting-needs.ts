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

/** For claims about public addresses. */
export function needsAddresses({ publicAddresses = [], constants }: Setting): string | null {
  if (publicAddresses.length === 0) return "There are no public addresses.";
  return constants.failoverDisabled === 1 ? "Failover is disabled: public addresses are left alone." : null;
}

/** For claims about public addresses that come and go. */
export function needsChangingAddresses(setting: Setting): string | null {
  return needsAddresses(setting) ?? (setting.addressesChange === true ? null : "Public addresses stay as they are.");
}

/** For claims about where LCP2 puts addresses that every node knows, if nothing keeps it from doing so. */
export function needsSpreading(setting: Setting): string | null {
  const { ipAllocAlgorithm, noIpTakeover, noIpFailback } = setting.constants;
  if (setting.publicAddresses?.some(({ nodes }) => nodes !== undefined) === true)
    return "Not every node knows every public address.";
  if (ipAllocAlgorithm < 2) return "Addresses are not spread by LCP2.";
  if (noIpTakeover + noIpFailback > 0) return "A tunable keeps addresses from being moved.";
  return needsAddresses(setting);
}
