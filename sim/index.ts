/** How a cluster runs: kernel, choices, network, faults and the drivers. */
export {
  type Choices,
  DivergedError,
  decodeTape,
  emptyTape,
  encodeTape,
  enumerate,
  recording,
  replayed,
  scripted,
  seeded,
  type Tape,
  TapeError,
  tapeLength,
} from "./choices/index.ts";
export { type RunOptions, type RunResult, simulate } from "./drivers/index.ts";
export { type DrawOptions, drawScenario } from "./nemesis/index.ts";
export type { HostView, ProcessView, WorldView } from "./world/index.ts";
