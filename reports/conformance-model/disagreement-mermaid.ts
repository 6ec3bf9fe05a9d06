import { type Disagreement, drillActs } from "../../model/index.ts";
import { mermaidText } from "../issue/index.ts";
import { timed } from "./disagreement-text.ts";

/** The first disagreement as a Mermaid sequence diagram, line by line. */
export function disagreementMermaid({ nth, real, model }: Disagreement): readonly string[] {
  const episodes = real.slice(0, nth + 1).flatMap((episode, index) => {
    const lines = [
      `  Note over model,helper: ${mermaidText(drillActs[episode.act])}`,
      `  Note over model: ${mermaidText(timed(model[index]))}`,
      `  Note over helper: ${mermaidText(timed(episode))}`,
    ];
    return index < nth ? lines : ["  rect rgba(220, 40, 40, 0.35)", ...lines.map((line) => `  ${line}`), "  end"];
  });
  return ["sequenceDiagram", "  participant model as the model", "  participant helper as the helper", ...episodes];
}
