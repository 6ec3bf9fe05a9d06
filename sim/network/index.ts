export { Grudges } from "./grudges.ts";
export type { Link, Travel } from "./link.ts";
export { Network, type NetworkHooks } from "./network.ts";
