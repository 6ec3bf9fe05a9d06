import { beginning, type CaseSetting, type DatabaseCase, node } from "./case-setting.ts";

const s = 1_000_000;

/** A client connects to a node, which dies before it has told the others of the connection. */
export function connectedTooLate(setting: CaseSetting): DatabaseCase {
  const { first } = setting;
  const atUs = beginning(setting);
  const host = node(setting);
  return {
    faults: [{ kind: "crash-host", atUs: atUs + 1 * s, host, forUs: 0 }],
    jobs: [0, 1, 2].map((client) => ({
      atUs,
      node: host,
      client,
      work: [{ do: "lock", db: first.name, key: `k${client}` }],
    })),
  };
}
