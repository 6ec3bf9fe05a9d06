import type { ObservationType, Pnn } from "../../model/index.ts";
import { never } from "../never.ts";
import { databaseGenerationTypes, hostTypes, type Picture } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsDatabases } from "./needs-databases.ts";

interface State {
  readonly picture: Picture;
  /** Hosts that probe the lock, or did when their generation changed: they had looked at their databases before. */
  readonly probing: Map<Pnn, "same" | "renewed">;
}

/** A database that the recovery left out would neither send nor accept a record (facts/recovery.md §2.3, step 10). */
export const oneGenerationWhenNormal = never<State>({
  name: "one-generation-when-normal",
  sentence:
    "When recovery mode becomes normal on a node, each of its databases has the node's generation, or had it when the node looked.",
  needs: [...new Set<ObservationType>(["recovery-mode-changed", ...databaseGenerationTypes, ...hostTypes])],
  on: ["recovery-mode-changed", "generation-changed", "process-started"],
  applies: needsDatabases,
  initial: (_setting, picture) => ({ picture, probing: new Map() }),
  step({ picture, probing }, event) {
    // What comes while a node looks for the lock is not seen (facts/recovery.md §2.6).
    if (event.type === "process-started" && event.program === "lock-probe") probing.set(event.host, "same");
    if (event.type === "generation-changed" && probing.has(event.host)) probing.set(event.host, "renewed");
    if (event.type !== "recovery-mode-changed" || event.mode !== "normal") return null;
    const { atUs, host } = event;
    const isRenewed = probing.get(host) === "renewed";
    probing.delete(host);
    const { generation } = picture.host(host);
    const odd = [...picture.databaseGenerations.of(host)].find(([, own]) => own !== generation);
    if (odd === undefined || isRenewed) return null;
    return {
      atUs,
      hosts: [host],
      why: [
        `At ${clock(atUs)} recovery mode became normal on ${node(host)} under generation ${generation}.`,
        `Then ${odd[0]} had generation ${odd[1]} there.`,
        "A node asks that of all its databases before it says that it is recovered.",
      ],
    };
  },
});
