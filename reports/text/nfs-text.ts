import { graceDesigns, type LockUser, type NfsSpec, type Scenario } from "../../model/index.ts";
import { printable } from "../printable.ts";
import { durationText } from "../time-text.ts";
import { rangeText } from "./range-text.ts";
import { table } from "./table.ts";

/** Most clients that are told one by one. */
const TOLD_MAX = 12;

/** What is served by NFS in a line; undefined: nothing. Not yet {@link printable}. */
export function servedText({ nfs }: Pick<Scenario, "nfs">): string | undefined {
  if (nfs === undefined) return undefined;
  const { grace, records, dropUs, maxWindowUs, exports = {} } = nfs;
  const exported = Object.entries(exports).map(([file, address]) => `${file} exported by ${address}`);
  return [
    `grace ${grace}`,
    `records in ${records === "database" ? "a database" : "a shared directory"}`,
    `a dead node is missed by the file system after ${rangeText(dropUs)}`,
    ...exported,
    ...(maxWindowUs === undefined ? [] : [`a window of at most ${durationText(maxWindowUs)}`]),
  ].join(", ");
}

/** Who locks files, a row each, as the story names them. */
export function usersText(nfs: NfsSpec | undefined, columns: number, indent: string): string[] {
  const users = nfs?.users ?? [];
  const isV4 = nfs !== undefined && graceDesigns[nfs.grace].servers === "of-address";
  const rows = users
    .slice(0, TOLD_MAX)
    .map((user, client) => [`client ${client}`, wayText(user, isV4), user.file, timesText(user)].map(printable));
  const more = users.length - rows.length;
  return [...table(rows, columns, indent), ...(more > 0 ? [`${indent}and ${more} more`] : [])];
}

function wayText({ way, protocol, goesTo }: LockUser, isV4: boolean): string {
  if ("node" in way) return `on node ${way.node} itself (smbd)`;
  const by = `${isV4 || protocol === "v4" ? "NFSv4" : "NFSv3"} by ${way.address}`;
  return goesTo === undefined ? by : `${by}, later by ${goesTo.address}`;
}

function timesText({ holdUs, reclaimUs, isDeaf, way }: LockUser): string {
  const hold = holdUs === undefined ? "keeps it" : `holds it for ${rangeText(holdUs)}`;
  if ("node" in way) return hold;
  return `${hold}, ${isDeaf === true ? "hears no notice" : `reclaims within ${rangeText(reclaimUs)}`}`;
}
