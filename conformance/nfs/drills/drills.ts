import { type Drill, type Line, v4Alone, v4Short, withNlm } from "./drill.ts";
import { addresses } from "./real-stage.ts";
import type { ServerName } from "./step.ts";

/** The address that moves in drills: first the other server's, then also that of the one that is looked at. */
const MOVED = addresses.other;
const OK = "granted";

const begins = (act: "arrive" | "return", who: string, at: ServerName, address: string): Line => [
  { act, who, at, address },
  OK,
];
const arrives = (who: string, address: string = addresses.one): Line => begins("arrive", who, "one", address);
const arrivesElsewhere = (who: string): Line => begins("arrive", who, "other", MOVED);
const returns = (who: string, address: string = addresses.one): Line => begins("return", who, "one", address);

type FileAct = "lock" | "reclaim" | "unlock" | "write";
const asks =
  (act: FileAct) =>
  (who: string, file: string, seen: string, model?: string): Line =>
    model === undefined ? [{ act, who, file }, seen] : [{ act, who, file }, seen, model];
const lock = asks("lock");
const reclaim = asks("reclaim");
const unlock = asks("unlock");
const write = asks("write");
const done = (who: string): Line => [{ act: "done", who }, OK];

const prepare: Line = [{ act: "startipreallocate" }, ""];
const take = (...clients: readonly string[]): Line => [{ act: "takeip", address: MOVED, clients }, ""];
const release: Line = [{ act: "releaseip", address: MOVED }, ""];
const restart: Line = [{ act: "restart" }, ""];
const crashOther: Line = [{ act: "crash-other" }, ""];
const pass = (seconds: number): Line => [{ act: "pause", seconds }, ""];
const over = (seen: string, model = seen): Line =>
  model === seen ? [{ act: "over" }, seen] : [{ act: "over" }, seen, model];
const TIMER = "by its timer";

/** A client whose own name for itself holds the address of its server, as that of Linux does for NFSv4.0. */
const named = `n/${MOVED}`;

const keeping: Drill = {
  name: "a grace by startipreallocate keeps all locks, and ends by its timer",
  design: "keep-barrier",
  setting: withNlm,
  lines: [
    ...[arrives("a"), arrives("b"), lock("a", "f", OK), lock("b", "f", "denied")],
    prepare,
    ...[lock("b", "g", "grace"), lock("b", "f", "grace"), lock("a", "h", "grace"), write("a", "f", OK)],
    reclaim("a", "f", "no-grace", OK),
    ...[unlock("a", "f", OK), lock("b", "f", "grace")],
    ...[over(TIMER), lock("b", "f", OK)],
  ],
};

const again: Drill = {
  name: "an address that is taken in grace begins it anew",
  design: "keep-barrier",
  setting: withNlm,
  lines: [arrives("a"), prepare, pass(3), take(), over(TIMER), lock("a", "f", OK)],
};

const bystander: Drill = {
  name: "without NLM the grace of a bystander ends though others are still to reclaim",
  design: "keep-barrier",
  setting: v4Alone,
  lines: [
    ...[arrivesElsewhere("a"), lock("a", "f", OK), arrives("b")],
    ...[prepare, lock("b", "f", "grace"), pass(7), crashOther],
    lock("b", "f", OK, "grace"),
  ],
};

const takeover: Drill = {
  name: "whoever had locks through an address reclaims them where it went",
  design: "keep-barrier",
  setting: v4Alone,
  lines: [
    ...[arrivesElsewhere("a"), lock("a", "f", OK), arrives("b"), lock("b", "f", "denied")],
    ...[crashOther, prepare, lock("b", "f", "grace"), take("a"), lock("b", "f", "grace")],
    ...[returns("a", MOVED), lock("a", "f", "grace"), reclaim("a", "f", OK), lock("b", "f", "grace"), done("a")],
    reclaim("a", "f", "no-grace", OK),
    over("early", TIMER),
    ...[lock("b", "f", "denied"), lock("b", "g", OK), write("a", "f", OK), reclaim("a", "f", "no-grace")],
  ],
};

const slow: Drill = {
  name: "whoever reclaims after the grace has lost",
  design: "keep-barrier",
  setting: v4Short,
  lines: [
    ...[arrivesElsewhere("a"), lock("a", "f", OK), arrives("b"), crashOther, prepare, take("a")],
    ...[lock("b", "f", "grace"), over(TIMER), lock("b", "f", OK)],
    ...[returns("a", MOVED), reclaim("a", "f", "no-grace")],
  ],
};

const taking: Drill = {
  name: "an address that is taken out of grace begins one, of the whole server",
  design: "per-address",
  setting: v4Alone,
  lines: [
    ...[arrivesElsewhere("a"), lock("a", "f", OK), arrives("b"), arrives("c", MOVED), crashOther, take("a")],
    ...[lock("c", "f", "grace"), lock("b", "h", "grace", OK)],
    ...[returns("a", MOVED), reclaim("a", "f", OK), done("a"), over("early", TIMER), lock("c", "f", "denied")],
  ],
};

const takingOnly: Drill = {
  name: "an address that is taken out of grace begins one, whatever came before",
  design: "keep-barrier",
  setting: v4Alone,
  lines: [arrives("b"), take(), lock("b", "f", "grace", OK), over("early", "not in grace"), lock("b", "f", OK)],
};

const releasing: Drill = {
  name: "releaseip begins a grace, and lets go of the clients that have the address in their names",
  design: "keep-barrier",
  setting: v4Alone,
  lines: [
    ...[arrives("a", MOVED), arrives(named, MOVED), arrives("b"), lock("a", "f", OK), lock(named, "g", OK)],
    ...[release, lock("b", "h", "grace", OK), over("early", "not in grace")],
    ...[lock("b", "g", OK), lock("b", "f", "denied", OK), write(named, "g", "BADSESSION", OK), write("a", "f", OK)],
  ],
};

const restarting: Drill = {
  name: "a restart drops all locks, and those who had them reclaim them in its grace",
  design: "all-barrier",
  setting: v4Short,
  lines: [
    ...[arrives("a"), arrives("b"), lock("a", "f", OK), lock("b", "g", OK), restart],
    ...[returns("a"), returns("b"), arrives("d"), lock("d", "f", "grace"), lock("d", "k", "grace")],
    ...[reclaim("a", "f", OK), lock("d", "f", "grace"), done("a"), over(TIMER)],
    ...[lock("d", "g", OK), lock("d", "f", "denied"), reclaim("b", "g", "no-grace")],
  ],
};

const entitled: Drill = {
  name: "who may reclaim is a question of the client, not of the lock",
  design: "all-barrier",
  setting: v4Alone,
  lines: [
    ...[arrives("a"), arrives("b"), lock("a", "f", OK), lock("b", "g", OK), unlock("b", "g", OK)],
    ...[lock("b", "k", OK), unlock("b", "k", OK), restart, returns("a"), returns("b"), returns("x")],
    ...[reclaim("a", "f", OK), reclaim("b", "f", "denied"), reclaim("b", "g", OK)],
    reclaim("x", "k", "no-grace", OK),
    ...[done("a"), done("b"), over("early", TIMER)],
  ],
};

const nobody: Drill = {
  name: "a restart with nobody on record begins no grace",
  design: "all-barrier",
  setting: v4Alone,
  lines: [restart, over("not in grace", TIMER), arrives("b"), lock("b", "f", OK)],
};

const undone: Drill = {
  name: "who may have something to reclaim gets nothing new, in grace or not",
  design: "keep-barrier",
  setting: v4Alone,
  lines: [
    ...[arrives("a"), lock("a", "f", OK), unlock("a", "f", OK)],
    ...[returns("b"), lock("b", "f", "grace", OK), reclaim("b", "f", "no-grace"), done("b"), lock("b", "f", OK)],
  ],
};

/** All drills; what ganesha answers was seen of 4.3. */
export const drills: readonly Drill[] = [
  ...[keeping, again, bystander, takeover, slow, taking, takingOnly, releasing],
  ...[restarting, entitled, nobody, undone],
];
