import type { Copies } from "../../model/index.ts";
import { isAlive, type Process } from "./process.ts";
import type { World } from "./world.ts";

/** One process as a person looks at it. */
export interface ProcessView {
  readonly program: string;
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
  readonly charts: readonly { readonly id: string; readonly state: string }[];
  /** From the procedure that was begun to the one on top. */
  readonly stack: readonly { readonly chart: string; readonly state: string; readonly waitsFor: string }[];
  readonly timers: readonly { readonly name: string; readonly dueUs: number }[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** One host as a person looks at it. */
export interface HostView {
  readonly pnn: number;
  readonly state: "up" | "paused" | "off";
  readonly clockUs: number;
  readonly processes: readonly ProcessView[];
  /** What stands in its database files, by database. */
  readonly databases: Readonly<Record<string, Copies>>;
}

/** A world as a person looks at it. */
export interface WorldView {
  readonly atUs: number;
  readonly hosts: readonly HostView[];
}

/** A process without its data: what of it is followed through a run. */
export type ProcessOutline = Omit<ProcessView, "data">;

/** Looks at a world. */
export function viewOf(world: World): WorldView {
  const hosts = world.hosts.map(
    (host): HostView => ({
      pnn: host.pnn,
      state: host.up ? (host.paused ? "paused" : "up") : "off",
      clockUs: world.clockUs(host),
      processes: [...host.processes.values()].map((process) => ({
        ...outlineOf(world, process),
        data: { ...process.data },
      })),
      databases: Object.fromEntries(
        (world.scenario.databases ?? []).map(({ name }) => [name, world.files.copiesOf(host.pnn, name)]),
      ),
    }),
  );
  return { atUs: world.kernel.nowUs, hosts };
}

/** A process as it stands, its data left out. */
export function outlineOf(world: World, process: Process): ProcessOutline {
  const leaf = (a: Process["rules"][number]): string => a.chart.leaves[a.leaf] ?? "";
  return {
    program: process.program,
    pid: process.pid,
    parent: process.parent,
    state: isAlive(process)
      ? process.stopped
        ? "stopped"
        : process.blocked === null
          ? process.state
          : "blocked"
      : "zombie",
    charts: process.rules.map((rule) => ({ id: rule.chart.id, state: leaf(rule) })),
    stack: [...process.fibers].flatMap((fiber) =>
      fiber.frames.map((frame) => ({
        chart: frame.chart.id,
        state: leaf(frame),
        waitsFor: [frame.chart.spec.states[leaf(frame)]?.until ?? []].flat().join(" or "),
      })),
    ),
    timers: process.timers.map((timer) => ({
      name: typeof timer.key === "number" ? `ANSWERS/${timer.key}` : timer.key,
      dueUs: world.trueTimeUs(process.host, timer.dueLocalUs, timer.monotonic),
    })),
  };
}
