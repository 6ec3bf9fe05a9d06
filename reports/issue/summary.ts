import { lockDesigns, type Scenario } from "../../model/index.ts";
import { counted } from "../count-text.ts";
import { designOptions, designWords } from "../design-words.ts";
import { EXIT } from "../exit-code.ts";
import { faultsIn, workloadWords } from "../size-words.ts";
import type { FailureStory, ScenarioSize, ShrinkNote } from "../story/index.ts";
import { faultWords } from "../text/index.ts";
import { clockText, durationText } from "../time-text.ts";
import type { PropertyVerdict } from "../verdict.ts";
import { shippedWords } from "./ledger-parts.ts";
import { versionWords } from "./versions.ts";

/** Faults that are told one by one. */
const FAULTS_MAX = 12;

/** Nobody who reads of a failure may take it for one that was seen in a cluster. */
const MODEL = "This was found in a model of CTDB, and not tried on a real daemon.";

/** The property a story is about: the one that was shrunk for, or the first that is violated, or else unknown. */
export function storyProperty({ verdict, shrunk }: FailureStory): PropertyVerdict | undefined {
  const of = (judged: string): PropertyVerdict[] => verdict.properties.filter((one) => one.verdict === judged);
  const [violated, unknown] = [of("violated"), of("unknown")];
  return violated.find(({ name }) => name === shrunk?.property) ?? violated[0] ?? unknown[0];
}

/** What happened, in one line for subjects and headlines: as much as fits into so many columns. */
export function storyTitle(story: FailureStory, columns: number): string {
  const { lock, faults } = story.scenario;
  const design = [["lock", lock], ...designOptions(story.scenario)].map((named) => named.join(" ")).join(", ");
  const what = outcomeWords(story);
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  const cause = kinds.length === 0 ? "" : ` after ${kinds.join(", ")}`;
  const titles = [`${what}${cause} (${design})`, `${what} (${design})`, `${what}${cause}`, `${what} (lock ${lock})`];
  return titles.find((title) => title.length <= columns) ?? what.slice(0, columns);
}

function outcomeWords(story: FailureStory): string {
  if (story.verdict.exitCode === EXIT.diverged) return "a run went another way than it should";
  const property = storyProperty(story);
  if (property === undefined) return "every property holds";
  return `${property.name} ${property.verdict === "violated" ? "violated" : "undecided"}`;
}

/** The story in plain sentences, paragraph by paragraph; not yet escaped for anything. */
export function summaryParagraphs(story: FailureStory): readonly string[] {
  return [findingText(story), clusterText(story), faultsText(story.scenario), ...shrinkText(story.shrunk)];
}

function findingText(story: FailureStory): string {
  const { properties } = story.verdict;
  const property = storyProperty(story);
  if (property === undefined) return `${MODEL} Every property that applies holds.`;
  const when = property.atUs === null ? "" : ` at ${clockText(property.atUs)}`;
  const head = property.verdict === "violated" ? `is violated${when}` : "could be neither confirmed nor refuted";
  const also = properties.filter(({ name, verdict }) => verdict === "violated" && name !== property.name);
  const others = also.length === 0 ? "" : ` Also violated: ${also.map(({ name }) => name).join(", ")}.`;
  return `${MODEL} The property "${property.name}" ${head}. ${property.why.join(" ")}${others}`.trim();
}

function clusterText(story: FailureStory): string {
  const { nodes, lock } = story.scenario;
  const { sentence } = lockDesigns[lock];
  const shipped = shippedWords(story);
  // The sentence of a design may say how CTDB ships it, which a repaired model must not claim.
  const design = shipped === "as shipped" ? sentence : sentence.replace(/, as CTDB('s \w+ helper)? ships it$/, "");
  const parts = [
    counted(nodes, "node"),
    `CTDB's version ${versionWords(story.scenario)} ${shipped}`,
    ...designWords(story.scenario),
  ];
  return `The simulated cluster has ${parts.join(", ")}, and the lock ${lock}: ${design}.`;
}

function faultsText({ faults, heal }: Scenario): string {
  const healed = heal === undefined ? "" : ` At ${clockText(heal.atUs)} everything is healed.`;
  if (faults.length === 0) return `Nothing is done to it.${healed}`;
  const told = faults.slice(0, FAULTS_MAX).map((fault, index) => {
    const from = fault.on === undefined ? "at" : "from";
    return `(${index}) ${from} ${clockText(fault.atUs)} ${faultWords(fault)}`;
  });
  const left = faults.length - told.length;
  const more = left === 0 ? "" : `; and ${counted(left, "more fault")}`;
  return `What is done to it, in order: ${told.join("; ")}${more}.${healed}`;
}

function shrinkText(note: ShrinkNote | undefined): readonly string[] {
  if (note === undefined) return [];
  const { before, after, runs, isMinimal } = note;
  const least =
    after.events === 0
      ? "nothing is left to take away"
      : "without any one of the events that are left it does not fail";
  const minimal = isMinimal ? least : "it may be possible to shorten it further";
  return [
    `The run was shortened from ${sizeWords(before)} to ${sizeWords(after)}, in ${counted(runs, "run")}; ${minimal}. As it was found: ${note.original}`,
  ];
}

function sizeWords(size: ScenarioSize): string {
  const { nodes, durationUs, decisions } = size;
  const drawn = decisions === undefined ? [] : [counted(decisions, "decision")];
  const cluster = [counted(faultsIn(size), "event"), counted(nodes, "node"), ...workloadWords(size)];
  const parts = [...cluster, durationText(durationUs), ...drawn];
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
