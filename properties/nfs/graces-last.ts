import { graceDesigns, type TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { type Grace, Graces, graceTypes } from "./graces.ts";
import { needsNfs } from "./needs-nfs.ts";

interface State {
  readonly setting: Setting;
  readonly graces: Graces;
  /** When a lock was granted first: before that a grace lasts no longer than the move; infinite: none was. */
  usedUs: number;
  /** When the clock of each host was set last. */
  readonly steppedUs: Map<number, number>;
}

/** A server learns with a call-out whether anybody has locked anything: some time before it enters. */
const CALLED_US = 30_000_000;
/** Clocks run by less than one part in a hundred too fast. */
const BY_ITS_CLOCK = 0.99;

function applies(setting: Setting): string | null {
  const { nfs } = setting;
  const isTimed = nfs !== undefined && graceDesigns[nfs.grace].end === "timer";
  return needsNfs(setting) ?? (isTimed ? null : "A grace is lifted as soon as nobody needs it.");
}

/** How long a grace lasts at least that ends by its own timer. */
function leastUs({ nfs, constants: k }: Setting): number {
  const isRestart = nfs !== undefined && graceDesigns[nfs.grace].how === "restart";
  return BY_ITS_CLOCK * (isRestart ? k.restartGraceUs : k.keptGraceUs);
}

function tooShort(state: State, { host, atUs }: TraceEvent, name: string): Grace | undefined {
  const grace = state.graces.of(host, name);
  if (grace === undefined || grace.sinceUs - state.usedUs < CALLED_US) return undefined;
  if ((state.steppedUs.get(host) ?? -1) >= grace.sinceUs) return undefined;
  return atUs - grace.anewUs < leastUs(state.setting) ? grace : undefined;
}

/** A client that is told late, or is slow, counts on the whole of it (facts/ip-nfs.md §5.1, §6.3). */
export const gracesLast = never<State>({
  name: "graces-last",
  sentence:
    "A grace that ends by a timer lasts as long as that, from when it began anew last, once anybody has locked anything.",
  needs: [...graceTypes, "file-lock-granted"],
  on: [...graceTypes, "file-lock-granted", "clock-stepped"],
  applies,
  initial: (setting) => ({
    setting,
    graces: new Graces(),
    usedUs: Number.POSITIVE_INFINITY,
    steppedUs: new Map(),
  }),
  step(state, event) {
    const { host, atUs } = event;
    if (event.type === "file-lock-granted") state.usedUs = Math.min(state.usedUs, atUs);
    if (event.type === "clock-stepped") state.steppedUs.set(host, atUs);
    const names = event.type !== "grace-ended" ? [] : event.addresses.length === 0 ? [""] : event.addresses;
    const short = names.map((name) => tooShort(state, event, name)).find((grace) => grace !== undefined);
    state.graces.observe(event);
    if (short === undefined) return null;
    return {
      atUs,
      hosts: [host],
      why: [
        `The NFS server of ${node(host)} left its grace, which had begun, or begun anew, at ${clock(short.anewUs)}.`,
        `It was to last for ${seconds(leastUs(state.setting))} at least, and locks had been granted before.`,
        "Who is notified last, or takes his time, reclaims at the end of it.",
      ],
    };
  },
});
