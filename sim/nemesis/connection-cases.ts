import { drawRange } from "../choices/index.ts";
import { beginning, type CaseSetting, type DatabaseCase, isolated, node } from "./case-setting.ts";

const s = 1_000_000;
const L = "database-case";

/** Clients connect to a node while another one is cut off; that is met again, and may be who takes the address when the first dies. */
export function connectedApart(setting: CaseSetting): DatabaseCase {
  const { choices, first } = setting;
  const atUs = beginning(setting);
  const host = node(setting);
  const away = node(setting, [host]);
  const { cut } = isolated(setting, away);
  const forUs = drawRange(choices, L, 33 * s, 38 * s);
  return {
    faults: [
      { kind: "partition", atUs, forUs, shape: "isolate", cut },
      { kind: "crash-host", atUs: atUs + forUs + 20 * s, host, forUs: 0 },
    ],
    jobs: [0, 1, 2].map((client) => ({
      atUs: atUs + forUs - 1 * s,
      node: host,
      client,
      work: [{ do: "lock", db: first.name, key: `k${client}` }],
    })),
  };
}
