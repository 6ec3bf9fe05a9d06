export { heal } from "./heal.ts";
export { Injector } from "./injector.ts";
