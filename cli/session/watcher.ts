import { Judge, properties } from "../../properties/index.ts";
import type { Watcher } from "../../sim/index.ts";
import type { Plan } from "./plan.ts";

/** Watches one run of a plan for one property. */
export function watcher({ setting }: Plan, name: string): Watcher {
  const judged = properties.filter((property) => property.name === name);
  const judge = new Judge(setting, undefined, judged);
  let atUs: number | null = null;
  return {
    observe(event) {
      judge.observe(event);
      if (judge.violated) atUs ??= event.atUs;
    },
    violatedAtUs: () => atUs,
    finish: (endUs) => judge.finish(endUs).findings[0]?.atUs ?? null,
  };
}
