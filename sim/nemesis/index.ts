export { type DrawOptions, drawScenario } from "./draw-scenario.ts";
export { renumbered } from "./renumber.ts";
export { settlingUs } from "./settling.ts";
export { ruledOutBy } from "./swarm.ts";
