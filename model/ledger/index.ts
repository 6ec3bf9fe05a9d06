export { assumptions, assumptionsInForce, defaultAssumptionNames } from "./ledger.ts";
