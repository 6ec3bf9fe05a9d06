import type { Fault, FaultKind } from "../../model/index.ts";

const SECOND = 1_000_000;

/** Kinds of fault whose length assumptions may limit: nobody makes one longer than it was drawn. */
export const limitedLengths: readonly FaultKind[] = ["pause-host", "pause-process", "clock-step"];

/** By how much a fault holds something up at most, as the nemesis draws it, microseconds. */
export const heldUpMaxUs: Readonly<Partial<Record<FaultKind, number>>> = {
  "slow-exec": 12 * SECOND,
  "slow-script": 40 * SECOND,
  "slow-local-delivery": 4 * SECOND,
  "slow-link": 6 * SECOND,
  "service-slow": 5 * SECOND,
  "late-control": 35 * SECOND,
  "late-refresh": 30 * SECOND,
};

/** The fault for so long at least, if it may last longer. */
export function longer(fault: Fault, lengthUs: number): Fault {
  if (limitedLengths.includes(fault.kind) || !("forUs" in fault) || fault.kind === "admin") return fault;
  // A crash that lasts for no time is one for good.
  return fault.forUs === 0 || fault.forUs >= lengthUs ? fault : { ...fault, forUs: lengthUs };
}

/** The fault for so long at least, holding up by as much as it can. */
export function strongest(fault: Fault, lengthUs: number): Fault {
  const lasting = longer(fault, lengthUs);
  const maxUs = heldUpMaxUs[fault.kind];
  if (maxUs === undefined) return lasting;
  const field = "extraUs" in fault ? "extraUs" : "byUs";
  const nowUs = (fault as unknown as Readonly<Record<string, number | undefined>>)[field] ?? 0;
  return { ...lasting, [field]: Math.max(nowUs, maxUs) } as Fault;
}
