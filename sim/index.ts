/** How a cluster runs: kernel, choices, network, faults and the drivers. */
export {
  type Choices,
  choicesFor,
  type Decision,
  DivergedError,
  decisionAt,
  decodeTape,
  type Enumeration,
  emptyTape,
  encodeTape,
  enumerate,
  type Question,
  type Replay,
  recording,
  replayed,
  scripted,
  seeded,
  type Tape,
  TapeError,
  tapeLength,
} from "./choices/index.ts";
export {
  type Exploration,
  type ExploreOptions,
  explore,
  type Flight,
  type RunOptions,
  type RunResult,
  simulate,
  type Visit,
  type Watch,
} from "./drivers/index.ts";
export {
  type Explained,
  type ExplainOptions,
  type ExplainProgress,
  explain,
  type Moment,
  type Odds,
} from "./explain/index.ts";
export {
  coverDrills,
  type DrillCover,
  type HelperDesign,
  type LoneDesign,
  LoneHelper,
  type Played,
} from "./lone-helper/index.ts";
export {
  type DrawOptions,
  drawScenario,
  type GraceCase,
  graceScenario,
  type MoveKind,
  moveKinds,
  ruledOutBy,
  type Strategy,
  settlingUs,
} from "./nemesis/index.ts";
export {
  type Failing,
  injectedEvents,
  listedDecisions,
  type ShrinkOptions,
  type Shrunk,
  shrink,
  type Watcher,
  type Workload,
  withTape,
  workloadOf,
} from "./shrink/index.ts";
export type { HostView, ProcessOutline, ProcessView, WorldView } from "./world/index.ts";
