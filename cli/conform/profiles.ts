import type { Profile } from "./profile.ts";
import type { ProfileName } from "./profile-names.ts";

/** A contract by its name; what it needs is loaded now. */
export async function profileOf(name: ProfileName): Promise<Profile> {
  if (name === "mutex-helper") return (await import("./mutex-profile.ts")).mutexProfile;
  if (name === "plugin") return (await import("./mutex-profile.ts")).pluginProfile;
  return (await import("./callout-profile.ts")).calloutProfileOf(name);
}
