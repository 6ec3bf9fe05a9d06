/** Locks in an etcd, for the helper that comes with CTDB. */
export { ctdbEtcdHooks } from "./ctdb-etcd-hooks.ts";
