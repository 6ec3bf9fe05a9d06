import type { ObservationType } from "../../model/index.ts";
import { never } from "../never.ts";
import { databaseGenerationTypes, hostTypes, type Picture } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsDatabases } from "./needs-databases.ts";

/** A database that the recovery left out would neither send nor accept a record (facts/recovery.md §2.3, step 10). */
export const oneGenerationWhenNormal = never<Picture>({
  name: "one-generation-when-normal",
  sentence: "When recovery mode becomes normal on a node, each of its databases has the node's generation.",
  needs: [...new Set<ObservationType>(["recovery-mode-changed", ...databaseGenerationTypes, ...hostTypes])],
  on: ["recovery-mode-changed"],
  applies: needsDatabases,
  initial: (_setting, picture) => picture,
  step(picture, event) {
    if (event.type !== "recovery-mode-changed" || event.mode !== "normal") return null;
    const { atUs, host } = event;
    const { generation } = picture.host(host);
    const odd = [...picture.databaseGenerations.of(host)].find(([, own]) => own !== generation);
    if (odd === undefined) return null;
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
