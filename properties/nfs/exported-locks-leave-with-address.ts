import type { Pnn } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsLockManagers } from "./kept-locks-are-given-back.ts";

interface State {
  readonly setting: Setting;
  /** Through which node a file is locked by NFS, and since when. */
  readonly held: Map<string, { readonly client: number; readonly host: Pnn; readonly atUs: number }>;
}

/** When an address is released its export can go with it: no lock stays behind (facts/ip-nfs.md §5.4). */
export const exportedLocksLeaveWithAddress = never<State>({
  name: "exported-locks-leave-with-address",
  sentence: "A node that has released an address holds no lock of a file that is exported by it.",
  needs: ["file-lock-granted", "file-lock-dropped", "file-lock-kept", "file-lock-given-up", "lock-manager-stopped"],
  applies: (setting) =>
    needsLockManagers(setting) ?? (setting.nfs?.exports === undefined ? "Files belong to no export." : null),
  initial: (setting) => ({ setting, held: new Map() }),
  step({ setting, held }, event) {
    const { nfs } = setting;
    if (event.type === "file-lock-granted") {
      const way = nfs?.users[event.client]?.way;
      if (way !== undefined && "address" in way) held.set(event.file, event);
    } else if ("file" in event && held.get(event.file)?.client === event.client) held.delete(event.file);
    if (event.type !== "lock-manager-stopped") return null;
    for (const [file, { client, host, atUs }] of held)
      if (host === event.host && event.addresses.includes(nfs?.exports?.[file] ?? ""))
        return {
          atUs: event.atUs,
          hosts: [host],
          why: [
            `${node(host)} has released the address by which ${JSON.stringify(file)} is exported, and holds a lock of it.`,
            `Client ${client} has it since ${clock(atUs)}, through another address of that node.`,
            "What is exported cannot go with its address as long as it is locked: the bound is zero.",
          ],
        };
    return null;
  },
});
