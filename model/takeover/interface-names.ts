import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdEvent, CtdbdGuard } from "../node/index.ts";
import {
  bestInterface,
  hasLink,
  type InterfaceRecord,
  isBetterElsewhere,
  placeOn,
  takeOff,
} from "../public-address/index.ts";
import { UNKNOWN } from "../words/index.ts";
import { isOnInterface, recordOf } from "./address-names.ts";

/** The interface that a monitor event has looked at, as far as its daemon knows it. */
function lookedAt(c: CtdbdContext, e: CtdbdEvent): InterfaceRecord | undefined {
  return "request" in e ? c.d.interfaces[e.request.body.interface ?? ""] : undefined;
}

/** Questions about the interfaces that an address may be on. */
export const placeGuards = {
  hasNoLink: {
    sentence: "no interface that the address may be on has a link",
    test: (c) => {
      const record = recordOf(c);
      return record !== undefined && !hasLink(c.d.interfaces, record);
    },
  },
  isMisplaced: {
    sentence: "the kernel has the address, and its interface has no link, or two addresses more than another one",
    test: (c) => {
      const record = recordOf(c);
      return record !== undefined && isOnInterface(c) && isBetterElsewhere(c.d.interfaces, record);
    },
  },
  staysInPlace: {
    sentence: "the interface is the one that it was on",
    test: (c) => recordOf(c)?.placedOn === recordOf(c)?.movedFrom,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** What is asked of a link that is told. */
export const linkGuards = {
  linkIsKnown: {
    sentence: "no such interface is known here, or that much of it",
    test: (c, e) => "request" in e && (lookedAt(c, e)?.isUp ?? e.request.body.on) === e.request.body.on,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of which interface an address is placed on. */
export const placeChanges = {
  place: {
    sentence: "the address is placed on its best interface, unless it is on one that will do, and served here",
    change: (c) => {
      const record = recordOf(c);
      if (record === undefined) return;
      const { interfaces, pnn } = c.d;
      const stays = record.placedOn !== "" && !isBetterElsewhere(interfaces, record);
      if (!stays) placeOn(interfaces, record, bestInterface(interfaces, record)?.name ?? record.placedOn);
      record.pnn = pnn;
    },
  },
  replace: {
    sentence: "the address is placed on its best interface, and served here; which it was on is not forgotten",
    change: (c) => {
      const record = recordOf(c);
      if (record === undefined) return;
      record.movedFrom = record.placedOn;
      takeOff(c.d.interfaces, record);
      placeOn(c.d.interfaces, record, bestInterface(c.d.interfaces, record)?.name ?? "");
      record.pnn = c.d.pnn;
    },
  },
  putBack: {
    sentence: "the address is placed where it was before, and believed to be nobody's: the next run may mend that",
    change: (c) => {
      const record = recordOf(c);
      if (record === undefined) return;
      placeOn(c.d.interfaces, record, record.movedFrom);
      if (record.placedOn === "") record.announced = 0;
      if (record.pnn === c.d.pnn) record.pnn = UNKNOWN;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** Changes of what is known of interfaces. */
export const linkChanges = {
  noteLink: {
    sentence: "remember whether the interface has a link",
    change: (c, e) => {
      const one = lookedAt(c, e);
      if (one !== undefined) one.isUp = "request" in e && e.request.body.on === true;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a node says of its interfaces. */
export const linkEffects = {
  reportLink: {
    sentence: "log that the interface has a link from now on, or no more",
    effect: (c, e) => {
      const one = lookedAt(c, e);
      return one === undefined
        ? undefined
        : { kind: "observe", event: { type: "link-noticed", interface: one.name, on: one.isUp } };
    },
  },
} as const satisfies Record<string, CtdbdEffect>;
