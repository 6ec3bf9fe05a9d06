import { type Clause, type ClauseLevel, type Finding, fail, pass } from "../../clause/index.ts";
import { lvsNodes } from "../leader-rule.ts";
import { endingInWords, type NodeView, type Outcome } from "../sandbox/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { ask, differsFromRule, fileOf, tryCases } from "./ask.ts";
import { allCases, type LeaderCase } from "./cases.ts";
import { type LeaderKind, lvsKind, natgwKind } from "./kind.ts";

type LeaderClause = Clause<CalloutTrial>;

/** What a clause says besides what follows from its kind. */
type Told = Pick<LeaderClause, "name" | "claim" | "check"> & {
  readonly number: number;
  readonly level?: ClauseLevel;
  /** Numbers of the clauses without which this one would only say the same again. */
  readonly after?: readonly number[];
};

const HEALTHY: readonly NodeView[] = [0, 1, 2].map((pnn) => ({ pnn, address: `192.168.7.${pnn + 1}` }));
const GROUP = HEALTHY.map(({ address }) => ({ address, followerOnly: false }));

function clauseOf(kind: LeaderKind, { number, level = "mandatory", after = [], ...told }: Told): LeaderClause {
  const idOf = (each: number): string => `${kind.prefix}-${String(each).padStart(3, "0")}`;
  return { id: idOf(number), level, source: "facts/ip-nfs.md §3", needs: after.map(idOf), ...told };
}

/** Asks for the leader in each case that is chosen. */
function leadersIn(kind: LeaderKind, isChosen: (each: LeaderCase) => boolean): LeaderClause["check"] {
  return (trial) =>
    tryCases(trial, allCases().filter(isChosen), async (each) =>
      differsFromRule(kind, each, await ask(trial, kind, "leader", each.nodes, fileOf(each.group))),
    );
}

/** One clause for each condition of the rule, in groups where every node may lead. */
function rankClauses(kind: LeaderKind): readonly LeaderClause[] {
  const last = kind.ranks.length - 1;
  return kind.ranks.map((rank, index) =>
    clauseOf(kind, {
      number: index + 1,
      after: index === 0 ? [] : [index],
      name: index === last ? "nobody-leads" : `${rank.replaceAll(" ", "-")}-leads`,
      claim:
        index === last
          ? `Where no member can lead, \`leader\` prints nothing and ends with ${kind.nobody}.`
          : `The leader is the ${rank} member of the lowest number${index === 0 ? "" : ", where no better one is"}.`,
      check: leadersIn(
        kind,
        ({ about, nodes, group }) => about === "states" && kind.leader(nodes, group).rank === index,
      ),
    }),
  );
}

function groupClauses(kind: LeaderKind): readonly LeaderClause[] {
  return [
    clauseOf(kind, {
      number: 5,
      after: [kind.ranks.length],
      name: "order-of-numbers",
      claim: "Among equals the node of the lowest number leads, in whatever order the group file names them.",
      check: leadersIn(kind, ({ about }) => about === "order"),
    }),
    clauseOf(kind, {
      number: 6,
      after: [kind.ranks.length],
      name: "followers-never-lead",
      claim: "A member marked `follower-only` never leads.",
      check: leadersIn(kind, ({ about }) => about === "followers"),
    }),
    clauseOf(kind, {
      number: 7,
      after: [6],
      name: "outsiders-never-lead",
      claim: "A node that the group file does not name never leads.",
      check: leadersIn(kind, ({ about }) => about === "outsiders"),
    }),
  ];
}

/** True if an answer names no leader and says so by its status. */
function refuses({ out, status, ending }: Outcome): boolean {
  return ending === "itself" && status !== 0 && out.trim() === "";
}

function refusal(outcome: Outcome, when: string): Finding {
  if (refuses(outcome)) return pass(`${when} it ${endingInWords(outcome)}`);
  return fail(`${when} it said ${JSON.stringify(outcome.out.trim().slice(0, 80))} and ${endingInWords(outcome)}`);
}

function fileClauses(kind: LeaderKind): readonly LeaderClause[] {
  return [
    clauseOf(kind, {
      number: 8,
      name: "unknown-word-is-fatal",
      claim: "Any other word than `follower-only` in the group file is fatal: no leader, another status than 0.",
      check: async (trial) => {
        const file = fileOf(GROUP).replace("192.168.7.3", "192.168.7.3 folower-only");
        return refusal(await ask(trial, kind, "leader", HEALTHY, file), "with an unknown word in the group file");
      },
    }),
    clauseOf(kind, {
      number: 9,
      name: "comments-are-skipped",
      claim: "Lines of the group file that begin with `#` say nothing.",
      check: async (trial) => {
        const each: LeaderCase = { nodes: HEALTHY, group: GROUP, about: "states" };
        const file = `# 192.168.7.9 leads no more\n#192.168.7.9\n${fileOf(GROUP)}`;
        const why = differsFromRule(kind, each, await ask(trial, kind, "leader", HEALTHY, file));
        return why === undefined ? pass("comments changed nothing") : fail(`with comments in the group file: ${why}`);
      },
    }),
    clauseOf(kind, {
      number: 10,
      name: "no-file-no-leader",
      claim: "Without a group file there is no leader, and the status is not 0.",
      check: async (trial) => {
        const node = trial.node(0);
        node.believe({ pnn: 0, nodes: HEALTHY, addresses: [] });
        return refusal(await node.run("leader"), "without a group file");
      },
    }),
    clauseOf(kind, {
      number: 11,
      name: "no-states-no-leader",
      claim: "When the states of nodes cannot be learned there is no leader, and the status is not 0.",
      check: async (trial) => {
        trial.node(0).answer("ctdb", { status: 255 });
        return refusal(await ask(trial, kind, "leader", HEALTHY, fileOf(GROUP)), "when ctdb fails");
      },
    }),
  ];
}

/** Two nodes that believe different things: told, not judged, as each computes from its own view. */
function viewClause(kind: LeaderKind): LeaderClause {
  return clauseOf(kind, {
    number: 20,
    level: "recommended",
    name: "own-view-is-reported",
    claim:
      "Each node computes the leader from its own view, so two can lead while states spread: reported, not judged.",
    check: async (trial) => {
      const other = HEALTHY.map((node) => (node.pnn === 0 ? { ...node, unhealthy: true } : node));
      const first = await ask(trial, kind, "leader", HEALTHY, fileOf(GROUP), 0);
      const second = await ask(trial, kind, "leader", other, fileOf(GROUP), 1);
      const [one, two] = [first, second].map(({ out }) => JSON.stringify(out.trim().slice(0, 40)));
      return pass(
        `node 0, which knows of nothing, says ${one}; node 1, which heard that node 0 is unhealthy, says ${two}`,
      );
    },
  });
}

/** What the load balancer sends traffic to. */
const usableNodes: LeaderClause = clauseOf(lvsKind, {
  number: 12,
  after: [7],
  name: "list-names-usable-nodes",
  claim:
    "`list` names number and address of every usable member, followers too: the healthy ones, else the unhealthy ones.",
  check: (trial) =>
    tryCases(trial, allCases(), async ({ nodes, group }) => {
      const { out, status } = await ask(trial, lvsKind, "list", nodes, fileOf(group));
      const expected = lvsNodes(nodes, group).map(({ pnn, address }) => `${pnn} ${address}`);
      const said = out.split("\n").filter((line) => line !== "");
      if (said.join() !== expected.join()) {
        return `usable are ${JSON.stringify(expected)}, but list said ${JSON.stringify(said).slice(0, 120)}`;
      }
      return expected.length > 0 && status !== 0 ? `list ended with ${status}` : undefined;
    }),
});

function clausesOf(kind: LeaderKind, more: readonly LeaderClause[]): readonly LeaderClause[] {
  return [...rankClauses(kind), ...groupClauses(kind), ...fileClauses(kind), ...more, viewClause(kind)];
}

/** All clauses about the leader of the NAT gateway. */
export const natgwClauses = clausesOf(natgwKind, []);

/** All clauses about the leader and the nodes of the load balancer. */
export const lvsClauses = clausesOf(lvsKind, [usableNodes]);
