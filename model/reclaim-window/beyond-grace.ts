import type { GraceDesign } from "../words/index.ts";
import { empty, isMounted, open, type WindowCondition } from "./window-condition.ts";
import type { WindowTerms } from "./window-term.ts";

/** W3, W4, W5: those whom no grace helps. */
export function beyondGrace(design: GraceDesign, terms: WindowTerms): readonly WindowCondition[] {
  return [others(design), ...restarted(design), ...told(design, terms)];
}

/** W3: those whom grace does not bind. */
function others(design: GraceDesign): WindowCondition {
  const window = "W3";
  const title = "smbd and local processes";
  if (isMounted(design))
    return empty(window, title, "the grace of a mount binds local processes, too, and no other node has one");
  if (design.otherUsers === "bound") return empty(window, title, "the file system refuses conflicts, whoever asks");
  return open({
    window,
    title,
    opens: "grace binds NFS servers alone; empty only where nobody else locks the same files",
    remedy: { sentence: "files that NFS alone uses, or a file system that remembers locks (fs-remember)" },
    cell: { smb: true },
  });
}

/** W4: clients of servers that are restarted although nothing was wrong with them. */
function restarted({ who, how }: GraceDesign): readonly WindowCondition[] {
  if (who === "none" || how === "keep") return [];
  return [
    open({
      window: "W4",
      title: "clients of healthy nodes",
      opens: "a restart drops the locks of healthy clients, and servers do not restart at one instant",
      remedy: { sentence: "servers that enter grace without a restart (keep-barrier)" },
      cell: { shows: "healthy" },
    }),
  ];
}

/**
 * W5: clients who are never told. Whatever servers do with their locks, a client of NLM reclaims when it is notified, and
 * whoever took its address knows of it from statd's records alone (facts/ip-nfs.md §4.2, §6.3).
 */
function told(design: GraceDesign, terms: WindowTerms): readonly WindowCondition[] {
  // Clients of members of a shared grace renew a lease, and find out.
  if (design.servers === "of-address") return [];
  const window = "W5";
  const title = "clients of NLM who are not told";
  const { mostUs } = terms.queue;
  if (design.fileSystem === "remember")
    return [empty(window, title, "the file system keeps a lock for its client, also for one that is never told")];
  if (design.end === "coordinated" && terms["shared-grace"].leastUs === Number.POSITIVE_INFINITY)
    return [empty(window, title, "the grace that all share waits for whoever is not told, if need be for ever")];
  const cell = { failure: "crash", shows: "untold" } as const;
  if (design.notices === "raised-in-loop") {
    const opens = "every second client is told last that its server is down";
    const remedy = { sentence: "notices that say up alone, as of 4.22 on" };
    return [open({ window, title, opens, remedy, cell })];
  }
  if (mostUs === 0) return [empty(window, title, "records are written at once where all nodes can read them")];
  const remedy = {
    sentence: "CTDB_STATD_CALLOUT_SHARED_STORAGE=shared_dir in script.options (4.22 on), or clients of NFSv4 alone",
  };
  const about = { window, title, remedy, cell: { ...cell, late: true } } as const;
  if (mostUs === Number.POSITIVE_INFINITY) return [open({ ...about, opens: "no records are kept, so nobody is told" })];
  const opens = `locks of the last ${mostUs / 1_000_000} s die with their node's queue, and their clients are never told`;
  return [open({ ...about, opens }, "may-fail")];
}
