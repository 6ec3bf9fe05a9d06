import type { Pnn } from "../words/index.ts";

/** What shows of public addresses that come and go while the cluster runs. */
export type AddressObservation =
  /** The kernel has the address on that interface from now on, no more on the one before. */
  | { readonly type: "address-changed-interface"; readonly address: string; readonly interface: string }
  /** An interface of public addresses has no link, or has one again: nothing reaches its addresses without. */
  | { readonly type: "link-down"; readonly interface: string }
  | { readonly type: "link-up"; readonly interface: string }
  /** The main daemon learns from its scripts that an interface has a link, or has none. */
  | { readonly type: "link-noticed"; readonly interface: string; readonly on: boolean }
  /** The file of public addresses of the host says this from now on: whoever reads it learns it. */
  | { readonly type: "addresses-file-changed"; readonly addresses: readonly string[] }
  /** The main daemon knows the address from now on, or no more. */
  | { readonly type: "address-known"; readonly address: string; readonly on: boolean }
  /** The address is to be deleted as soon as it is released, or is not any more. */
  | { readonly type: "address-leaving"; readonly address: string; readonly on: boolean }
  /** A reload of the addresses, on the host whose daemon's they are. */
  | { readonly type: "reload-started"; readonly pid: number }
  | {
      readonly type: "reload-ended";
      readonly pid: number;
      readonly ok: boolean;
      readonly added: number;
      readonly deleted: number;
    }
  /** The leader on this host has heard that addresses are to be moved to that node. */
  | { readonly type: "node-forced"; readonly node: Pnn }
  /** An administrator's tool has done what it was to do about addresses on this host, and has asked for a takeover run; or not. */
  | { readonly type: "address-command-ended"; readonly pid: number; readonly ok: boolean }
  /** An administrator has that node take the address, by a tool on this host. */
  | { readonly type: "address-move-asked"; readonly pid: number; readonly address: string; readonly node: Pnn };
