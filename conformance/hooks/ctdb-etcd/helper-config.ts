/** What the configuration file of CTDB's etcd helper says. */
export interface HelperConfig {
  readonly host: string;
  readonly port: string;
  /** Its keys are below `/_locks/<lock>/`. */
  readonly lock: string;
  /** Seconds. */
  readonly ttl: number;
}

/** The text of the file. The lock is refreshed as often in its time as by default: every 2 s of 9. */
export function helperConfig({ host, port, lock, ttl }: HelperConfig): string {
  const refresh = Math.max(1, Math.round((ttl * 2) / 9));
  const settings = { host, port, locks_dir: lock, lock_ttl: ttl, lock_refresh: refresh };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join("");
}
