import { type Fault, type FaultOf, scriptsOf } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, drawSpread } from "../choices/index.ts";
import { type FaultSetting, faultDraws } from "./fault-draws.ts";
import { tamed } from "./tamed.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "event-faults";

/** What may go wrong with the events of a host. */
const KINDS = [
  "script-fails",
  "script-hangs",
  "service-down",
  "flapping",
  "ill-and-slow",
  "down-at-start",
  "slow-shutdown",
  "kill",
  "pause",
] as const;

const FAULTS_MAX = 3;
const FLAPS_MAX = 6;

/** What goes wrong with event scripts, services and event daemons, in half of the runs. */
export function drawEventFaults(choices: Choices, setting: FaultSetting, timeline: Timeline): readonly Fault[] {
  if (drawChance(choices, L, 1, 2)) return [];
  const own = { ...setting, choices };
  const count = drawRange(choices, L, 1, FAULTS_MAX);
  const faults = Array.from({ length: count }, () => drawFault(own, timeline, drawOneOf(choices, L, KINDS)));
  return faults.flat().map((fault) => tamed(fault, setting, timeline.healAtUs));
}

function drawFault(setting: FaultSetting, timeline: Timeline, kind: (typeof KINDS)[number]): readonly Fault[] {
  const { choices, nodes } = setting;
  const atUs = drawRange(choices, L, timeline.hurtFromUs, timeline.healAtUs);
  const aim = { atUs, host: drawRange(choices, L, 0, nodes - 1) };
  if (kind === "kill") {
    const restartUs = drawSpread(choices, L, 100 * ms, 60 * s);
    return [{ kind: "kill-process", ...aim, program: "eventd", restartUs }];
  }
  if (kind === "pause") {
    const forUs = drawSpread(choices, L, 200 * ms, 60 * s);
    return [{ kind: "pause-process", ...aim, program: "eventd", forUs }];
  }
  if (kind === "script-fails" || kind === "script-hangs" || kind === "service-down")
    return [faultDraws[kind](setting, aim)];
  return combined[kind](choices, aim);
}

type Aimed = Pick<FaultOf<"service-down">, "atUs" | "host">;

const services = ["smb", "nfs"] as const;

/** Faults that do together what none does alone. */
const combined: Readonly<
  Record<"flapping" | "ill-and-slow" | "down-at-start" | "slow-shutdown", (choices: Choices, aim: Aimed) => Fault[]>
> = {
  // A service is down again and again.
  flapping: (choices, aim) => {
    const service = drawOneOf(choices, L, services);
    const everyUs = drawRange(choices, L, 10 * s, 30 * s);
    return Array.from({ length: drawRange(choices, L, 2, FLAPS_MAX) }, (_, index) => ({
      kind: "service-down",
      host: aim.host,
      atUs: aim.atUs + index * everyUs,
      forUs: drawSpread(choices, L, 1 * s, 20 * s),
      service,
    }));
  },
  // A node is found unhealthy, and what would find it healthy again hangs.
  "ill-and-slow": (choices, { atUs, host }) => [
    { kind: "service-down", atUs, host, forUs: 20 * s, service: drawOneOf(choices, L, services) },
    {
      kind: "script-hangs",
      atUs: atUs + 18 * s,
      host,
      forUs: drawRange(choices, L, 40 * s, 90 * s),
      event: "monitor",
      script: "05.system",
    },
  ],
  // A daemon starts while a service does not work.
  "down-at-start": (choices, { atUs, host }) => [
    {
      kind: "service-down",
      atUs,
      host,
      forUs: drawRange(choices, L, 40 * s, 90 * s),
      service: drawOneOf(choices, L, services),
    },
    {
      kind: "kill-process",
      atUs: atUs + 2 * s,
      host,
      program: "eventd",
      restartUs: drawRange(choices, L, 1 * s, 5 * s),
    },
  ],
  // A daemon takes long to shut down.
  "slow-shutdown": (choices, { atUs, host }) => [
    {
      kind: "script-hangs",
      atUs,
      host,
      forUs: drawRange(choices, L, 20 * s, 60 * s),
      event: "shutdown",
      script: drawOneOf(choices, L, scriptsOf("shutdown")),
    },
    { kind: "admin", atUs: atUs + 1 * s, host, command: "shutdown" },
  ],
};
