import type { Fault } from "../../model/index.ts";
import type { FaultSetting } from "./fault-draws.ts";

/**
 * The fault as far as the assumptions in force allow it: nothing stands still for longer than a lease can bear. A
 * clock that is set back has caught up when everything is healed, whatever the assumptions.
 *
 * @param healAtUs when everything is healed
 */
export function tamed(fault: Fault, { pauseMaxUs }: FaultSetting, healAtUs: number): Fault {
  if (fault.kind === "pause-host" || fault.kind === "pause-process")
    return fault.forUs <= pauseMaxUs ? fault : { ...fault, forUs: pauseMaxUs };
  if (fault.kind !== "clock-step" || fault.byUs >= 0) return fault;
  const leftUs = Math.max(0, healAtUs - fault.atUs - (fault.on === undefined ? 0 : TRIGGER_US));
  return { ...fault, byUs: 0 - Math.min(-fault.byUs, pauseMaxUs, leftUs) };
}

/** A trigger mostly comes within this. */
const TRIGGER_US = 20_000_000;

/**
 * Cuts as far as the assumptions in force allow them: the first that cuts the cluster clean in two may last; any other,
 * alone or together with it, can leave two hosts that both reach a third but not each other, and is short.
 */
export function withShortCuts(faults: readonly Fault[], { partialCutMaxUs }: FaultSetting): readonly Fault[] {
  let lasting: Fault | undefined;
  return faults.map((fault) => {
    if (fault.kind !== "partition") return fault;
    const isWhole = fault.shape === "halves" || fault.shape === "isolate";
    if (isWhole) lasting ??= fault;
    return fault === lasting || fault.forUs <= partialCutMaxUs ? fault : { ...fault, forUs: partialCutMaxUs };
  });
}
