export { LeaseStore, type StoreSurroundings } from "./lease-store.ts";
