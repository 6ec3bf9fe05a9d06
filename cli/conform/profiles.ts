import { UsageError } from "../usage-error.ts";
import type { Profile } from "./profile.ts";
import type { ProfileName } from "./profile-names.ts";

const loaders: Readonly<Partial<Record<ProfileName, () => Promise<Profile>>>> = {};

/** A contract by its name; what it needs is loaded now. */
export async function profileOf(name: ProfileName): Promise<Profile> {
  const load = loaders[name];
  if (load === undefined) throw new UsageError(`--profile: ${name} is not there yet`);
  return load();
}
