export { Coverage, type TransitionCounts, transitionKey, transitionNames } from "./coverage.ts";
export {
  type CompiledProgramChart,
  chartsOf,
  compiled,
  constantsFor,
  givenConstants,
  type Model,
  modelFor,
  standardModel,
  withOverrides,
} from "./model.ts";
export { modelHash } from "./model-hash.ts";
