import type { Scenario } from "../../model/index.ts";
import type { Choices } from "./choices.ts";
import { listed } from "./listed.ts";
import { seeded } from "./seeded.ts";

/** Where the decisions of a scenario come from that were not given otherwise: its seed, or its list. */
export function choicesFor({ seed, draws }: Pick<Scenario, "seed" | "draws">): Choices {
  if (draws?.kind === "listed") return listed(draws.decisions);
  return seeded(seed);
}
