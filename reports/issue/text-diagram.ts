import { counted } from "../count-text.ts";
import type { FailureStory } from "../story/index.ts";
import { wrap } from "../text/index.ts";
import { clockText } from "../time-text.ts";
import { asciiText } from "./ascii.ts";
import { lockParty, type Party, type StoryRow, shownNodes, storyRows } from "./story-rows.ts";

const ROWS_MAX = 60;
const NODES_MAX = 8;
/** From one column to the next. */
const STEP = 4;

/** A column a party, and what stands left of them. */
interface Columns {
  readonly parties: readonly Party[];
  readonly width: number;
}

const MARK = { event: "*", fault: "X", "fault-end": "o", violation: "!" } as const;

/** The story as a sequence diagram of plain characters: time, a column a node and one for the lock, arrows, words. */
export function textDiagram(story: FailureStory, columns: number): readonly string[] {
  const rows = storyRows(story, ROWS_MAX);
  const nodes = shownNodes(story, rows, NODES_MAX);
  const lock = lockParty(story);
  const parties: readonly Party[] = lock === undefined ? nodes : [...nodes, "lock"];
  const head = parties.map((party) => (party === "lock" ? "L" : String(party)).padEnd(STEP)).join("");
  const left = nodes.length < story.scenario.nodes ? [`(${counted(nodes.length, "node")} shown)`] : [];
  return [
    `* event   X fault   o its end   ! violation${lock === undefined ? "" : `   L ${lock}`}`,
    ...left,
    "",
    `${"time".padEnd(11)}${head}`.trimEnd(),
    ...rows.flatMap((row) => rowLines(row, { parties, width: columns })),
  ];
}

function rowLines(row: StoryRow, { parties, width }: Columns): readonly string[] {
  const head = `${clockText(row.atUs).padEnd(11)}${lanes(row, parties)}  `;
  const below = `${" ".repeat(11)}${parties.map(() => "|").join(" ".repeat(STEP - 1))}  `;
  return wrap(asciiText(row.words), width - head.length).map((line, index) => (index === 0 ? head : below) + line);
}

/** The columns of one row: a mark, or an arrow. */
function lanes({ at, to, kind }: StoryRow, parties: readonly Party[]): string {
  const cells = [...parties.map(() => "|").join(" ".repeat(STEP - 1))];
  if (to === undefined) {
    for (const [index, party] of parties.entries()) if (at === "all" || at === party) cells[index * STEP] = MARK[kind];
    return cells.join("");
  }
  const [from, end] = [parties.indexOf(at) * STEP, parties.indexOf(to) * STEP];
  // Of a node without a column only the words are left.
  if (from < 0 || end < 0) return cells.join("");
  for (let x = Math.min(from, end) + 1; x < Math.max(from, end); x += 1) cells[x] = "-";
  cells[end > from ? end - 1 : end + 1] = end > from ? ">" : "<";
  return cells.join("");
}
