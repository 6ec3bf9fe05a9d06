import type { GraceName } from "../model/index.ts";
import type { GraceCellKey } from "../reports/index.ts";
import type { Line, Size } from "./line.ts";
import { find, graceCell } from "./steps/index.ts";

type Where = Omit<GraceCellKey, "grace">;

/** The eleven designs, and where each keeps every lock (facts/ip-nfs.md §6.2). */
const closedWhere: readonly (readonly [GraceName, (where: Where) => boolean])[] = [
  ["none", () => false],
  ["movers-after-takeip", () => false],
  ["all-after-takeip", () => false],
  // Closed for the moved lock, open for clients of healthy nodes.
  ["all-barrier", () => false],
  ["keep-barrier", ({ failure, client, smb }) => failure === "graceful" && client === "prompt" && !smb],
  ["per-address", () => false],
  ["fs-hold-timers", ({ client, smb }) => client === "prompt" && !smb],
  ["fs-hold-coordinated", ({ smb }) => !smb],
  ["fs-remember", () => true],
  // Whoever is slower than the grace of a lock manager finds its lock freed.
  ["lock-managers", ({ client }) => client === "prompt"],
  ["one-mount", ({ client }) => client === "prompt"],
];

const places: readonly Where[] = (["crash", "graceful"] as const).flatMap((failure) =>
  (["prompt", "slow"] as const).flatMap((client) => [false, true].map((smb) => ({ failure, client, smb }))),
);

/** An open cell is found within so many runs, a closed one is silent for so many. */
const OPEN_RUNS = 2_000;
const CLOSED_RUNS = 20_000;

function cell(grace: GraceName, where: Where, isOpen: boolean): Line {
  const { failure, client, smb } = where;
  const runs = isOpen ? OPEN_RUNS : CLOSED_RUNS;
  return {
    name: `${isOpen ? "open" : "closed"}: ${grace}, ${failure}, ${client}, ${smb ? "with" : "without"} smb`,
    run: (size: Size) =>
      graceCell({ grace, ...where }, isOpen, size === "full" ? runs : Math.ceil(runs / (isOpen ? 40 : 1_000))),
  };
}

const story = (grace: GraceName, property: string, ...options: readonly string[]): Line => ({
  name: `a shrunk story: ${grace} ${options.join(" ")}`,
  run: () =>
    find({
      options: ["--grace", grace, "--databases", "0", ...options],
      property,
      seed: "story",
      runsMax: 2_000,
      shrinks: true,
    }),
});

/** Issue "NFS grace and reclaim: no lock-reclaim window, as a number"; its entries of the zoo are in the list of that name. */
export const lines: readonly Line[] = [
  ...closedWhere.flatMap(([grace, isClosed]) => places.map((where) => cell(grace, where, !isClosed(where)))),
  story("none", "no-lock-while-reclaimable"),
  story("movers-after-takeip", "no-lock-while-reclaimable"),
  story("all-after-takeip", "healthy-clients-keep-their-locks"),
  story("all-barrier", "healthy-clients-keep-their-locks"),
  story("keep-barrier", "no-lock-while-reclaimable"),
  story("per-address", "no-silent-steal"),
  story("fs-hold-timers", "no-lock-while-reclaimable"),
  story("clustered-epochs", "no-lock-while-reclaimable", "--drop-assumption", "enforcing-counts-for-one-epoch"),
  story("clustered-epochs", "no-lock-while-reclaimable", "--drop-assumption", "one-server-of-a-name"),
  story("lock-managers", "no-lock-while-reclaimable", "--drop-assumption", "clients-reclaim-in-grace"),
  story("one-mount", "no-lock-while-reclaimable", "--drop-assumption", "clients-reclaim-in-grace"),
  story("one-mount", "every-client-is-told", "--drop-assumption", "takes-come-to-their-end"),
  story("one-mount", "one-mount-at-a-time", "--drop-assumption", "expelled-nodes-are-fenced"),
];
