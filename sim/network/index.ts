export type { Travel } from "./link.ts";
export { Network } from "./network.ts";
