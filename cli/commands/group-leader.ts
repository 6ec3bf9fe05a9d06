import {
  lvsLeaderAnswer,
  lvsListAnswer,
  natgwLeaderAnswer,
  natgwListAnswer,
  type ToolAnswer,
} from "../../model/index.ts";
import { EXIT, type ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { groupAsked } from "../public-address/group-json.ts";

const tools = {
  natgw: { leader: natgwLeaderAnswer, list: natgwListAnswer },
  lvs: { leader: lvsLeaderAnswer, list: lvsListAnswer },
};

/** `cluster-sim natgw` and `cluster-sim lvs`: what the tools of that name print on a node that sees these flags. */
export async function groupLeader(
  io: Io,
  tool: keyof typeof tools,
  flags: { readonly json?: boolean },
): Promise<ExitCode> {
  const { nodes, group } = groupAsked(await io.input());
  const leader = tools[tool].leader(nodes, group);
  const list = tools[tool].list(nodes, group);
  if (flags.json === true) io.out(`${JSON.stringify({ leader, list })}\n`);
  else io.out(`${printed(`ctdb_${tool} leader`, leader)}${printed(`ctdb_${tool} list`, list)}`);
  return EXIT.holds;
}

function printed(command: string, { rc, lines }: ToolAnswer): string {
  return [`$ ${command}`, ...lines, ...(rc === 0 ? [] : [`(exit ${rc})`]), ""].join("\n");
}
