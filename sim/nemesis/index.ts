export type { DrawOptions } from "./draw-options.ts";
export { drawScenario, shortCutUs } from "./draw-scenario.ts";
export {
  type GraceCase,
  type GraceClients,
  graceClients,
  graceScenario,
  type MoveKind,
  moveKinds,
} from "./grace-scenario.ts";
export { renumbered, renumberedJob } from "./renumber.ts";
export { settlingUs } from "./settling.ts";
export type { Strategy } from "./strategy.ts";
export { ruledOutBy } from "./swarm.ts";
