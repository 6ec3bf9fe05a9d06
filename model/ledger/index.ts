export { assumptions, assumptionsInForce, concerns, defaultAssumptionNames } from "./ledger.ts";
