import { expect, it } from "vitest";
import type { Copies } from "../effect/index.ts";
import { SEQUENCE_KEY } from "../freezing/index.ts";
import type { CtdbdContext, CtdbdEvent } from "../node/index.ts";
import { type AddressRecord, newAddressRecords, parseAddress } from "../public-address/index.ts";
import { type ServedDesign, UNKNOWN } from "../words/index.ts";
import { offerEffects } from "./offer-names.ts";
import { believedOwner } from "./owner-names.ts";
import { ownerWriteEffects } from "./owner-write-names.ts";

const text = "10.0.0.1";
const copy = (rsn: number, value: string) => ({ rsn, dmaster: 2, flags: 0, value });
const named = (pnn: number): Copies => ({ [text]: copy(4, String(pnn)) });

/** A daemon, node 0 of five of which 1 is disconnected, 3 banned, and 4 has come since the last recovery, its own belief, and its copy of the database. */
function daemon(copies: Copies, changes: Partial<AddressRecord> = {}, ownersIn: ServedDesign = "replicated") {
  const publicAddresses = newAddressRecords([parseAddress(text) ?? (expect.unreachable() as never)]);
  const record = Object.assign(publicAddresses[text] as AddressRecord, changes);
  const d = {
    pnn: 0,
    publicAddresses,
    ownersIn,
    flagsOf: [0, 1, 0, 8, 0],
    members: [0, 1, 2, 3],
    databases: {},
    interfaces: {},
  };
  const f = { request: { body: { owners: [[text, 2]] } }, interfaces: [], file: { ok: true, copies }, batch: null };
  const c = { d, f, k: { takeoverTimeoutUs: 9 } } as unknown as CtdbdContext;
  return { c, record };
}

it("has every active node of the last recovery write the next copies and the next sequence number", () => {
  const { c } = daemon({ ...named(1), [SEQUENCE_KEY]: copy(7, "7") });
  expect(ownerWriteEffects.askToWrite.effect(c)).toMatchObject({ op: "UPDATE_RECORD", to: [0, 2], timeoutUs: 9 });
  expect(ownerWriteEffects.askToWrite.effect(c)).toMatchObject({
    body: {
      db: "ctdb_public_ips.tdb",
      copies: { [text]: { rsn: 5, value: "2" }, [SEQUENCE_KEY]: { rsn: 8, value: "8" } },
    },
  });
});

it("a node believes itself, then its copy; a record that names it, which it does not serve, is nobody's", () => {
  const believed = (pnn: number, copies: Copies, design?: ServedDesign): number => {
    const { c, record } = daemon(copies, { pnn }, design);
    return believedOwner(c, record);
  };
  expect(believed(0, named(2))).toBe(0);
  expect(believed(1, named(2))).toBe(2);
  expect(believed(1, named(0))).toBe(UNKNOWN);
  expect(believed(1, {})).toBe(UNKNOWN);
  expect(believed(1, named(2), "lists")).toBe(1);
});

it("says what its copy says, and what it has, by the kernel or by its own word", () => {
  const answer = (changes: Partial<AddressRecord>, interfaces: readonly string[], design?: ServedDesign) => {
    const { c } = daemon(named(2), changes, design);
    c.f.interfaces = interfaces;
    const event = { type: "GET_PUBLIC_IPS", request: { body: {} } } as unknown as CtdbdEvent;
    const [reply] = [offerEffects.replyAddresses.effect(c, event) ?? []].flat();
    return reply?.kind === "reply" ? reply.reply : undefined;
  };
  expect(answer({ pnn: 0 }, [])).toMatchObject({ addresses: [{ pnn: 2 }], held: [] });
  expect(answer({ placedOn: "eth0" }, [])?.held).toEqual([text]);
  expect(answer({}, [text])?.held).toEqual([text]);
  expect(answer({ pnn: 1 }, [text], "lists")).toMatchObject({ addresses: [{ pnn: 1 }] });
  expect(answer({}, [text], "lists")?.held).toBeUndefined();
});
