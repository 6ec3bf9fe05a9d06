import ts from "typescript";

/** One broken style rule; `line` counts from 1. */
export interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** The longest a file may be, in lines. */
const fileLinesMax = 300;

/** The longest a function may be, in lines from its first to its last. */
const functionLinesMax = 70;

const isTest = (file: string): boolean => /\.test\.ts$/.test(file);

/** What is wrong with one TypeScript source: lengths, `any`, and exports that nobody described. */
export function sourceComplaints(file: string, text: string): readonly Complaint[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const complaints: Complaint[] = [];
  const complain = (node: ts.Node, why: string) => {
    complaints.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, why });
  };
  const lines = text.trimEnd().split("\n").length;
  // A door that only lists what goes through it is not read, but looked up in.
  const isDoor = source.statements.every((statement) => ts.isExportDeclaration(statement));
  if (lines > fileLinesMax && !isTest(file) && !isDoor) {
    complaints.push({ file, line: lines, why: `the file has ${lines} lines, ${fileLinesMax} are allowed` });
  }
  const visit = (node: ts.Node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) complain(node, "the type any");
    if (!isTest(file) && ts.isFunctionLike(node)) checkLength(node, source, complain);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const undescribed = isTest(file) ? [] : source.statements.filter(isUndescribedExport);
  for (const node of undescribed) complain(node, nameless(node));
  return complaints;
}

function checkLength(node: ts.Node, source: ts.SourceFile, complain: (node: ts.Node, why: string) => void): void {
  const first = source.getLineAndCharacterOfPosition(node.getStart()).line;
  const lines = source.getLineAndCharacterOfPosition(node.getEnd()).line - first + 1;
  if (lines > functionLinesMax) complain(node, `a function of ${lines} lines, ${functionLinesMax} are allowed`);
}

/** An exported declaration without a doc comment; re-exports are described where they are declared. */
function isUndescribedExport(node: ts.Statement): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  const isExported = ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
  return isExported === true && ts.getJSDocCommentsAndTags(node).length === 0 && !isLaterOverload(node);
}

/** The implementation behind described overloads needs no comment of its own. */
function isLaterOverload(node: ts.Statement): boolean {
  if (!ts.isFunctionDeclaration(node) || node.name === undefined) return false;
  const name = node.name.text;
  const same = node.getSourceFile().statements.filter((s) => ts.isFunctionDeclaration(s) && s.name?.text === name);
  return same.length > 1 && same[0] !== node;
}

function nameless(node: ts.Statement): string {
  const text = node.getText().split("\n")[0] ?? "";
  return `an export without a doc comment: ${text.slice(0, 80)}`;
}

/** What no text of the project may hold, and why; written in pieces so that this file passes. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(^|[\\s"'\`(=:])/(${["work", "root", "tmp", "home"].join("|")})/`), "a path of one machine"],
  [
    new RegExp(["registry\\.np", "mjs\\.org|registry\\.yarn", "pkg\\.com|deb\\.deb", "ian\\.org"].join("")),
    "a registry host",
  ],
];

/** Lines of any text file, code or prose, that only make sense on one machine. */
export function textComplaints(file: string, text: string): readonly Complaint[] {
  return text
    .split("\n")
    .flatMap((content, index) =>
      forbidden.filter(([pattern]) => pattern.test(content)).map(([, why]) => ({ file, line: index + 1, why })),
    );
}
