import { printable } from "../printable.ts";
import type { FailureStory } from "../story/index.ts";
import { clockText } from "../time-text.ts";
import { lockParty, type Party, type StoryRow, shownNodes, storyRows } from "./story-rows.ts";

/** Rows, columns and the length of a row that a reader of an issue can still take in. */
const ROWS_MAX = 60;
const NODES_MAX = 8;
const WORDS_MAX = 160;

/** The story as a Mermaid sequence diagram, line by line. */
export function mermaidDiagram(story: FailureStory): readonly string[] {
  const rows = storyRows(story, ROWS_MAX);
  const nodes = shownNodes(story, rows, NODES_MAX);
  const lock = lockParty(story);
  const ids = [...nodes.map(nodeId), ...(lock === undefined ? [] : ["lock"])];
  const span = ids.length === 1 ? (ids[0] ?? "") : `${ids[0]},${ids.at(-1)}`;
  const place = (party: Party): string => (party === "all" ? span : party === "lock" ? "lock" : nodeId(party));
  return [
    "sequenceDiagram",
    ...nodes.map((pnn) => `  participant ${nodeId(pnn)} as node ${pnn}`),
    ...(lock === undefined ? [] : [`  participant lock as ${lock}`]),
    ...rows.flatMap((row) => rowLines(row, place)).map((line) => `  ${line}`),
  ];
}

const nodeId = (pnn: number): string => `n${pnn}`;

/** Pale enough for black words, strong enough for white ones. */
const COLOUR = { fault: "rgba(230, 160, 0, 0.25)", violation: "rgba(220, 40, 40, 0.35)" } as const;

function rowLines({ atUs, kind, at, to, words }: StoryRow, place: (party: Party) => string): readonly string[] {
  const text = mermaidText(`${clockText(atUs)} ${words}`);
  if (to !== undefined) return [`${place(at)}${at === "lock" ? "-->>" : "->>"}${place(to)}: ${text}`];
  const note = `Note over ${place(at)}: ${text}`;
  return kind === "event" || kind === "fault-end" ? [note] : [`rect ${COLOUR[kind]}`, `  ${note}`, "end"];
}

/** A text that ends no line, opens no directive and is no keyword: whatever could be syntax is written as a number. */
export function mermaidText(text: string): string {
  const safe = printable(text);
  const short = safe.length > WORDS_MAX ? `${safe.slice(0, WORDS_MAX - 3)}...` : safe;
  return short
    .replace(/[^\w .,:()=/+*'-]/gu, (character) => `#${character.codePointAt(0) ?? 63};`)
    .replace(/\bend\b/gi, (word) => `#${word.charCodeAt(0)};${word.slice(1)}`);
}
