import { runTakeover, type TakeoverOutcome } from "../../model/index.ts";
import { EXIT, type ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { takeoverAsked } from "../public-address/takeover-json.ts";

/** `cluster-sim takeover`: one run of the takeover helper among nodes that keep only ownership. */
export async function takeover(io: Io, flags: { readonly json?: boolean }): Promise<ExitCode> {
  const outcome = runTakeover(takeoverAsked(await io.input()));
  io.out(flags.json === true ? `${JSON.stringify(outcomeData(outcome))}\n` : outcomeText(outcome));
  return EXIT.holds;
}

function outcomeData({ rc, blamed, phases, addresses }: TakeoverOutcome): unknown {
  return { rc, blamed, phases, addresses: addresses.map(({ address, pnn }) => [address.text, pnn]) };
}

function outcomeText({ rc, blamed, phases, addresses }: TakeoverOutcome): string {
  const lines = [
    ...phases.map(({ name, ok }) => `${name} ${ok ? "ok" : "failed"}`),
    rc === 0 ? "the run succeeded" : `the run failed (${rc})${blamed === null ? "" : `, node ${blamed} is blamed`}`,
    ...addresses.map(({ address, pnn }) => `${address.text} ${pnn}`),
  ];
  return `${lines.join("\n")}\n`;
}
