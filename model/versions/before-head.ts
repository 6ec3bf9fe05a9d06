import type { Override } from "../chart/index.ts";
import { takeoverHelperChart, takeoverInlineChart } from "../takeover/index.ts";

/** Steps of a recovery that came with BUG 16082 (70717cc9ac9, 2026). */
const laterSteps = ["refresh-view", "check-eligible"];

/** A recovery without them (ZOO-E06). */
export function recoversOnOldFlags(recovery: { readonly steps?: readonly { readonly name: string }[] }): Override {
  const names = (recovery.steps ?? []).map(({ name }) => name);
  return {
    id: "unfixed/recovers-on-old-flags",
    chart: "recovery",
    steps: names.filter((name) => !laterSteps.includes(name)),
  };
}

/** A takeover run, whoever makes it, without the phase that came with 4.21 (2483a2ae209, 2024). */
export const startsNoReallocation: readonly Override[] = [takeoverHelperChart, takeoverInlineChart].map((chart) => ({
  id: "before-4.21/no-startipreallocate",
  chart: chart.id,
  steps: (chart.steps ?? []).map(({ name }) => name).filter((name) => name !== "start"),
}));

/** Shutdown without the fail-over that came with 4.23. */
export const shutsDownAtOnce: Override = {
  id: "before-4.23/shuts-down-at-once",
  chart: "shutdown",
  steps: ["enter-shutdown", "stop-recovery-daemon", "run-event", "leave"],
};
