/** Locks in an etcd that is started for the purpose. */
export { etcdHooks } from "./etcd-hooks.ts";
export { type EtcdOptions, ttlOf } from "./etcd-options.ts";
