export { LeaseStore } from "./lease-store.ts";
