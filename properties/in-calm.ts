import type { TraceEvent } from "../model/index.ts";
import { byDeadlines } from "./by-deadlines.ts";
import { Calm, calmTypes } from "./calm.ts";
import { Deadlines } from "./deadlines.ts";
import { type HostView, type Meter, type Picture, unscheduledTypes } from "./picture/index.ts";
import type { Property, Setting } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";

/** How a claim about calm time is written down: what may be lacking for a while, but not for long. */
export interface InCalm<Own> extends Pick<Property, "name" | "sentence" | "needs" | "applies"> {
  /** What the claim itself remembers of the trace. */
  initial(picture: Picture, setting: Setting): Own;
  note(own: Own, event: TraceEvent): void;
  /** What is lacking on a host now, as the end of a sentence; empty: nothing. */
  lack(host: HostView, own: Own, setting: Setting, picture: Picture): string;
  /** How long it may be lacking, microseconds. */
  within(setting: Setting): number;
  /** Until when it may be lacking for what goes on when it is due, microseconds; asked once. Absent, or 0: it may not. */
  mayWaitUntilUs?(setting: Setting, picture: Picture): number;
  /** What else does not count against it, beside time in which somebody could not act; absent: nothing. */
  meters?(picture: Picture): readonly Meter[];
  /** Is that what is lacking now the work of something that another claim tells of? Asked when it is due; absent: never. */
  isHeldUp?(picture: Picture, atUs: number): boolean;
  /** Kinds of fault that may last meanwhile: what they do is what is claimed about. Absent: none. */
  readonly ignores?: readonly string[];
  /** Why that long, for the third sentence. */
  readonly because: string;
}

/** What such a claim keeps. */
export interface InCalmState<Own> {
  readonly own: Own;
  readonly setting: Setting;
  readonly picture: Picture;
  readonly calm: Calm;
  readonly deadlines: Deadlines;
  readonly lacks: string[];
  /** What is due may wait until then; 0: it was not due yet. */
  waitsUntilUs: number;
  /** Nothing more is claimed of this run. */
  isOver: boolean;
}

/** Bounded liveness that begins anew with each disturbance, and with each change of what is lacking. */
export function inCalm<Own>(claim: InCalm<Own>): Property<InCalmState<Own>> {
  const { dueUs, tick } = byDeadlines<InCalmState<Own>>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} that still stood.`,
    `It was due ${seconds(late.withinUs)} after ${clock(late.sinceUs)}; nothing was done to the cluster meanwhile.`,
    claim.because,
  ]);
  return {
    name: claim.name,
    sentence: claim.sentence,
    kind: "liveness",
    needs: [...claim.needs, ...unscheduledTypes, ...calmTypes],
    applies: claim.applies,
    initial: (setting, picture) => ({
      own: claim.initial(picture, setting),
      setting,
      picture,
      calm: new Calm(claim.ignores),
      deadlines: new Deadlines(picture),
      lacks: picture.hosts.map(() => ""),
      waitsUntilUs: 0,
      isOver: false,
    }),
    step(state, event) {
      claim.note(state.own, event);
      const wasDisturbed = state.calm.observe(event);
      if (wasDisturbed) state.waitsUntilUs = 0;
      for (const host of state.picture.hosts) {
        const lack = state.calm.isBroken ? "" : claim.lack(host, state.own, state.setting, state.picture);
        if (wasDisturbed || lack !== state.lacks[host.pnn]) state.deadlines.drop(host.pnn);
        state.lacks[host.pnn] = lack;
        if (lack !== "") open(claim, state, host, lack, event.atUs);
      }
      return null;
    },
    dueUs: (state, nowUs) =>
      state.isOver ? Number.POSITIVE_INFINITY : Math.max(dueUs(state, nowUs), state.waitsUntilUs),
    tick(state, atUs) {
      if (state.waitsUntilUs === 0) state.waitsUntilUs = claim.mayWaitUntilUs?.(state.setting, state.picture) ?? 0;
      if (state.waitsUntilUs > atUs) return null;
      state.isOver ||= claim.isHeldUp?.(state.picture, atUs) === true;
      return state.isOver ? null : tick(state, atUs);
    },
    end: ({ isOver }) => (isOver ? "unknown" : "holds"),
  };
}

function open<Own>(
  claim: InCalm<Own>,
  { deadlines, picture, setting }: InCalmState<Own>,
  host: HostView,
  lack: string,
  atUs: number,
): void {
  if (deadlines.has(host.pnn)) return;
  const meters = [picture.unscheduled, ...(claim.meters?.(picture) ?? [])];
  const what = (): string => `At ${clock(atUs)} ${node(host.pnn)} ${lack}`;
  const others = picture.hosts.map(({ pnn }) => pnn).filter((pnn) => pnn !== host.pnn);
  deadlines.add(host.pnn, what, atUs, claim.within(setting), meters, host.pnn, ...others);
}
