import type { Fault, Job, Pnn } from "../../model/index.ts";

/**
 * A fault that was drawn for a cluster without deleted nodes, for the cluster with them.
 *
 * @param live numbers of the nodes that are not deleted, ascending; a negative number stays as it is
 */
export function renumbered(fault: Fault, live: readonly Pnn[]): Fault {
  const at = (pnn: Pnn): Pnn => live[pnn] ?? pnn;
  const { on } = fault;
  const moved = { ...fault } as Fault & { host?: Pnn; from?: Pnn; to?: Pnn; cut?: readonly (readonly [Pnn, Pnn])[] };
  return {
    ...moved,
    ...(on?.host === undefined ? {} : { on: { ...on, host: at(on.host) } }),
    ...(moved.host === undefined ? {} : { host: at(moved.host) }),
    ...(moved.from === undefined ? {} : { from: at(moved.from) }),
    ...(moved.to === undefined ? {} : { to: at(moved.to) }),
    ...(moved.cut === undefined ? {} : { cut: moved.cut.map(([from, to]) => [at(from), at(to)] as const) }),
  } as Fault;
}

/** A job that was drawn for a cluster without deleted nodes, for the cluster with them; see {@link renumbered}. */
export function renumberedJob(job: Job, live: readonly Pnn[]): Job {
  return { ...job, node: live[job.node] ?? job.node };
}
