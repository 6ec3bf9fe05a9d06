export { eventAssumptions } from "./assumptions.ts";
export { eventdChart, eventQueueChart } from "./eventd.charts.ts";
export { type EventdData, type EventdEvent, type LeftEvent, newEventdData, type QueuedEvent } from "./eventd-data.ts";
export { type EventScript, type EventScriptName, eventScripts, scriptsOf, serviceOf } from "./script-table.ts";
