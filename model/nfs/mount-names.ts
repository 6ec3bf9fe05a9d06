import type { Context } from "../process/index.ts";
import type { NfsServerData } from "./nfs-server-data.ts";
import type { ServerChange, ServerEffect, ServerGuard } from "./nfs-server-names.ts";

type C = Context<NfsServerData>;

/** Has each address a file system of its own, which is mounted where the address is served, and nowhere else? */
const mountsOne = ({ d }: C): boolean => d.design.fileSystem === "one-at-a-time";

const called = ({ d }: C): string => d.callout?.address ?? "";

/** What a server asks itself of the file systems of its addresses. */
export const mountGuards = {
  mounts: {
    sentence: "it takes an address, whose file system is mounted where it is served",
    test: (c) => mountsOne(c) && c.d.callout?.op === "takeip",
  },
  unmounts: {
    sentence: "the file system of an address is mounted where that is served, and nowhere else",
    test: mountsOne,
  },
  isMounted: { sentence: "the file system is mounted", test: ({ d }) => d.mounting === "" },
  isUnused: {
    sentence: "nobody has ever locked anything: there is nothing to reclaim",
    test: ({ d }) => d.callout?.isUsed !== true,
  },
  isUnmounted: { sentence: "what was to be unmounted is, or cannot be", test: ({ d }) => d.unmounting.length === 0 },
  isBusy: { sentence: "a file system could not be unmounted", test: ({ d }) => d.isBusy },
} as const satisfies Record<string, ServerGuard>;

/** What changes with them. */
export const mountChanges = {
  beginMount: {
    sentence: "the file system of the address is to be mounted",
    change: (c) => {
      c.d.mounting = called(c);
    },
  },
  exportMounted: {
    sentence: "what is mounted is exported by the address",
    change: (c) => {
      c.d.exported = [...c.d.exported.filter((address) => address !== called(c)), called(c)];
    },
  },
  beginUnmount: {
    sentence: "what was exported by the address, or by all, is so no more, and is to be unmounted",
    change: (c) => {
      const { d } = c;
      d.unmounting = d.callout?.op === "releaseip" ? [called(c)] : d.served;
      d.exported = d.exported.filter((address) => !d.unmounting.includes(address));
      d.isBusy = false;
    },
  },
  noteMount: {
    sentence: "it is mounted, or unmounted, or is in use still",
    change: ({ d }, e) => {
      if (e.type !== "MOUNT_CHANGED") return;
      if (e.on && d.mounting === e.address) d.mounting = "";
      if (e.on) return;
      d.unmounting = d.unmounting.filter((address) => address !== e.address);
      d.isBusy ||= !e.ok;
    },
  },
} as const satisfies Record<string, ServerChange>;

/** What is asked for. */
export const mountEffects = {
  mount: {
    sentence: "mount it, in grace; whoever has it mounted still is fenced",
    effect: ({ d }) => ({ kind: "nfs", do: "mount", address: d.mounting, on: true }),
  },
  openMount: {
    sentence: "tell the file system: local processes need not wait, since there is nothing to reclaim",
    effect: ({ d }) => ({ kind: "nfs", do: "lock-manager", call: "end-grace", manager: d.callout?.address ?? "" }),
  },
  unmount: {
    sentence: "unmount it, which cannot be done as long as lockd holds locks on it",
    effect: ({ d }) => d.unmounting.map((address) => ({ kind: "nfs", do: "mount", address, on: false })),
  },
  answerBusy: {
    sentence: "the call-out has failed",
    effect: ({ d }) => ({ kind: "nfs", do: "called", id: d.callout?.id ?? 0, ok: false }),
  },
} as const satisfies Record<string, ServerEffect>;
