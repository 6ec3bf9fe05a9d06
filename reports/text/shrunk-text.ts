import { counted } from "../count-text.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import type { ScenarioSize, ShrinkNote } from "../shrink-note.ts";
import { faultsIn, workloadWords } from "../size-words.ts";
import { durationText } from "../time-text.ts";
import type { RunStory } from "./run-story.ts";
import { scenarioText } from "./scenario-text.ts";
import { spaceTime } from "./space-time.ts";
import { propertiesText } from "./verdict-text.ts";
import { hang } from "./wrap.ts";

/** A short story needs few rows; a long one is cut here. */
const ROWS_MAX = 40;

/** The shortest story that still fails, under a heading that says how it came about. */
export function shrunkText(story: RunStory, note: ShrinkNote, look: Look): string[] {
  const { scenario, events, verdict } = story;
  const violated = verdict.properties.filter(({ name }) => name === note.property);
  const moments = violated.flatMap(({ atUs, name, why }) =>
    atUs === null ? [] : [{ atUs, label: `${name} is violated`, why }],
  );
  return [
    look.paint.strong("The shortest story that still fails"),
    ...shrinkNoteText(note, look.columns),
    ...scenarioText(scenario, look.columns, events),
    ...spaceTime({ nodes: scenario.nodes, faults: scenario.faults, events, moments, rowsMax: ROWS_MAX }, look),
    ...propertiesText(violated, look),
  ];
}

/** What was shortened, from what, to what. */
export function shrinkNoteText(note: ShrinkNote, columns: number): string[] {
  const { property, after, runs, isMinimal, echoes } = note;
  const parts = (after.workload?.jobs ?? 0) === 0 ? "faults" : "faults and jobs";
  const end = isMinimal ? `without any one of its ${parts} it holds` : "there may be a shorter one: try shrink --time";
  return [
    ...hang("  violates  ", printable(property), columns),
    ...hang("  shrunk    ", `${shrinkSizes(note)}, in ${counted(runs, "run")}; ${end}`, columns),
    ...(echoes === undefined
      ? []
      : hang(
          "  latencies ",
          `it fails in ${echoes.failed} of ${echoes.of} runs with other latencies, drawn anew`,
          columns,
        )),
  ];
}

/** From which size to which. */
export function shrinkSizes({ before, after }: Pick<ShrinkNote, "before" | "after">): string {
  return `from ${sizeWords(before)} to ${sizeWords(after)}`;
}

function sizeWords(size: ScenarioSize): string {
  const { nodes, durationUs, decisions } = size;
  const left = decisions === undefined ? [] : [chanceWords(decisions)];
  const parts = [counted(faultsIn(size), "fault"), counted(nodes, "node"), ...workloadWords(size)];
  return [...parts, durationText(durationUs), ...left].join(", ");
}

function chanceWords(decisions: number): string {
  if (decisions === 0) return "nothing left to chance";
  return `${decisions} chosen ${decisions === 1 ? "delay" : "delays"}, all others least`;
}
