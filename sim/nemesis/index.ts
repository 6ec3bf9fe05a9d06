export { type DrawOptions, drawScenario } from "./draw-scenario.ts";
