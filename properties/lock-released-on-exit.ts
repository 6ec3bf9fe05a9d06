import type { TraceEvent } from "../model/index.ts";
import { releasedOnExitUs } from "./bounds.ts";
import { leadsTo, type Owed } from "./leads-to.ts";
import { execTypes, hostTypes, linkTypes, lockTypes, serviceTypes, unscheduledTypes } from "./picture/index.ts";
import { processKey } from "./process-key.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/** An orderly exit takes the lock along: nobody has to wait for a helper's next look at its parent. */
export const lockReleasedOnExit = leadsTo({
  name: "lock-released-on-exit",
  kind: "liveness",
  sentence: "A recovery daemon that exits because its node shuts down releases the lock at once.",
  needs: [...hostTypes, ...lockTypes, ...unscheduledTypes, ...execTypes, ...linkTypes, ...serviceTypes],
  applies: needsLock,
  because:
    "A recovery daemon that is told to exit tells its lock helper first; the helper need not find out by itself.",
  watch(owed, event) {
    const { deadlines, picture } = owed;
    if (event.type === "host-crashed") deadlines.dropHost(event.host);
    if (event.type === "lock-freed") deadlines.drop(processKey(event));
    // The picture has the daemon already down, its helpers still are its children.
    if (event.type !== "process-exited" || event.program !== "recoverd" || event.cause !== "exit") return;
    const { ctdbd, runState, gone, processes } = picture.host(event.host);
    // One that has outlived its main daemon is told by nobody.
    if (ctdbd === 0 || gone?.parent !== ctdbd || runState !== "shutdown") return;
    // A lease whose keeper has given up runs out; only one that is still there can be told.
    for (const { host, pid, probe } of picture.lock.holds)
      if (host === event.host && !probe && processes.get(pid)?.parent === event.pid) open(owed, pid, event);
  },
});

// A helper that holds its lock waits for no storage: only its child does.
function open({ deadlines, picture, setting }: Owed, pid: number, { host, atUs }: TraceEvent): void {
  const what = (): string =>
    `The recovery daemon of ${node(host)}, whose helper ${pid} held the lock, exited at ${clock(atUs)}`;
  const { unscheduled, execSlow, linkSlow, serviceAway } = picture;
  deadlines.add(
    processKey({ host, pid }),
    what,
    atUs,
    releasedOnExitUs(setting),
    [unscheduled, execSlow, linkSlow, serviceAway],
    host,
  );
}
