import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { ClusterConfiguration, ScenarioBase } from "../../fixtures/index.ts";
import { type LockDesign, lockDesigns, suggest } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";

/** A configuration folder that was read. */
export interface Configured {
  /** As it was given. */
  readonly folder: string;
  readonly configuration: ClusterConfiguration;
  readonly base: ScenarioBase;
}

const designs = Object.keys(lockDesigns).filter((design) => design !== "none");

/**
 * Reads the folder given with `--config`, or the one of that name that comes with the package.
 *
 * @param lock what was given with `--lock`, which only a lock command of unknown design needs
 * @throws UsageError naming folder, file, line and the way out
 */
export async function readConfigured(folder: string, lock: LockDesign | undefined, cwd: string): Promise<Configured> {
  const { ConfigurationError, configurationCatalogue, loadConfiguration, scenarioBase } = await import(
    "../../fixtures/index.ts"
  );
  const entries = configurationCatalogue();
  const known = entries.find(({ name }) => name === folder);
  if (known === undefined && !existsSync(resolve(cwd, folder))) {
    const names = entries.map(({ name }) => name);
    throw new UsageError(
      `--config: there is no folder "${folder}" and no configuration of that name${suggest(folder, names)}`,
    );
  }
  try {
    const configuration = loadConfiguration(known?.path ?? resolve(cwd, folder), folder);
    return { folder, configuration, base: scenarioBase(configuration, lockOf(configuration, folder, lock)) };
  } catch (error) {
    if (error instanceof ConfigurationError) throw new UsageError(`--config: ${error.message}`);
    throw error;
  }
}

function lockOf({ lock, lockFrom }: ClusterConfiguration, folder: string, given: LockDesign | undefined): LockDesign {
  if (lock === undefined) {
    if (given !== undefined && given !== "none") return given;
    throw new UsageError(
      `--config: ${folder}/${lockFrom}: the cluster lock is a command that is not known here; say with --lock what it is: ${designs.join(", ")}`,
    );
  }
  if (given === undefined) return lock;
  throw new UsageError(
    lockFrom === ""
      ? `--lock: the configuration has no cluster lock; set one in ${folder}/ctdb.conf, or leave out --lock`
      : `--lock: ${folder}/${lockFrom}: says that itself (${lock}); change the file, or leave out --lock`,
  );
}
