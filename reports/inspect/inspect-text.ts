import { printable } from "../printable.ts";
import { clockText } from "../time-text.ts";
import { type Answer, printedLines } from "./printed.ts";
import { type TopicName, topics } from "./topics.ts";

/** The answers of the nodes as a person reads them, each after its command. */
export function inspectText(name: TopicName, atUs: number, answers: readonly Answer[]): string {
  const { command, notModelled } = topics[name];
  const blocks = answers.map(({ pnn, exit, printed, note }) => {
    const lines = printed === undefined ? [] : printedLines(printed).map(printable);
    const code = exit === undefined || exit === 0 ? [] : [`(exit ${exit})`];
    const noted = note === undefined ? [] : [`(${note})`];
    return [`node ${pnn} $ ${command}`, ...lines, ...code, ...noted, ""].join("\n");
  });
  return `at ${clockText(atUs)}\n\n${blocks.join("\n")}\nnot modelled: ${notModelled}\n`;
}

/** The same as data: a table's rows are objects whose fields are named as its columns. */
export function inspectData(name: TopicName, atUs: number, answers: readonly Answer[]) {
  const { command, notModelled } = topics[name];
  const nodes = answers.map(({ printed, ...answer }) => {
    if (printed === undefined) return answer;
    if ("lines" in printed) return { ...answer, lines: printed.lines };
    const rows = printed.rows.map((row) => Object.fromEntries(printed.columns.map((column, at) => [column, row[at]])));
    return { ...answer, rows };
  });
  return { atUs, command, nodes, notModelled };
}
