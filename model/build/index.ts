export {
  type CompiledProgramChart,
  chartsOf,
  compiled,
  constantsFor,
  type Model,
  modelFor,
  standardModel,
  withOverrides,
} from "./model.ts";
export { modelHash } from "./model-hash.ts";
