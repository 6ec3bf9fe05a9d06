import type { TraceEvent } from "../../model/index.ts";

/** What a host's column shows: its state, or what happens there. */
export const MARK = {
  running: "│",
  holder: "┃",
  paused: "┆",
  off: "·",
  event: "●",
  fault: "✖",
  faultEnd: "○",
  violation: "▶",
} as const;

/** Follows the state of every host, one column each: running, paused, off, or holding the cluster lock. */
export class Lanes {
  private readonly state: ("running" | "paused" | "off")[];
  /** Pid of the process that holds the cluster lock, per host. */
  private readonly holder: (number | undefined)[];

  constructor(nodes: number) {
    this.state = Array.from({ length: nodes }, () => "off");
    this.holder = Array.from({ length: nodes }, () => undefined);
  }

  /** Takes in an event. */
  follow(event: TraceEvent): void {
    const { host } = event;
    if (host < 0 || host >= this.state.length) return;
    if (event.type === "host-started" || event.type === "host-resumed") this.state[host] = "running";
    if (event.type === "host-paused") this.state[host] = "paused";
    if (event.type === "host-crashed") this.state[host] = "off";
    if (event.type === "lock-taken" && !event.probe) this.holder[host] = event.pid;
    if (event.type === "lock-freed" && this.holder[host] === event.pid) this.holder[host] = undefined;
  }

  /** The columns at this moment, with `mark` in the column of `host`; -1: in none. */
  row(host: number, mark: string): string {
    const cells = this.state.map((state, index) => {
      if (index === host) return mark;
      return state === "running" && this.holder[index] !== undefined ? MARK.holder : MARK[state];
    });
    return cells.join("  ");
  }
}

const signs = [
  `${MARK.running} runs`,
  `${MARK.holder} holds the lock`,
  `${MARK.paused} paused`,
  `${MARK.off} off`,
  `${MARK.event} event`,
  `${MARK.fault} fault`,
  `${MARK.faultEnd} its end`,
  `${MARK.violation} violation`,
];

/** What the signs in the columns mean, in lines of so many characters at most. */
export function legend(columns: number): string[] {
  const lines: string[] = [];
  for (const sign of signs) {
    const longer = `${lines.at(-1) ?? ""}  ${sign}`;
    if (lines.length > 0 && longer.length <= columns) lines[lines.length - 1] = longer;
    else lines.push(sign);
  }
  return lines;
}
