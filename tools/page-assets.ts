// Writes reports/html/page-assets.ts: script and style of the report page as text, with their hashes, so that a
// pure function can put them into a page and every build puts the same bytes there. After changes: npm run page.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const folder = "reports/html";
const target = `${folder}/page-assets.ts`;

/** A module as JavaScript without its imports and exports, and what those were. */
interface Compiled {
  readonly imports: readonly { readonly from: string; readonly names: readonly string[] }[];
  readonly exports: readonly string[];
  readonly body: string;
}

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  removeComments: true,
  verbatimModuleSyntax: true,
};

/** The modules that an entry needs, each after those it imports. */
function modules(entry: string): ReadonlyMap<string, Compiled> {
  const order = new Map<string, Compiled>();
  const visit = (file: string): void => {
    if (order.has(file)) return;
    const compiled = compile(file);
    for (const { from } of compiled.imports) visit(from);
    order.set(file, compiled);
  };
  visit(entry);
  return order;
}

function compile(file: string): Compiled {
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions });
  const { statements } = ts.createSourceFile(file, outputText, ts.ScriptTarget.ES2022, true);
  const imports = statements.filter(ts.isImportDeclaration).map((statement) => ({
    from: join(dirname(file), (statement.moduleSpecifier as ts.StringLiteral).text),
    names: importedNames(statement),
  }));
  const rest = statements.filter((one) => !ts.isImportDeclaration(one) && !ts.isExportDeclaration(one));
  const exported = rest.filter((one) => one.getText().startsWith("export "));
  return {
    imports,
    exports: exported.flatMap(declaredNames),
    body: rest.map((one) => one.getText().replace(/^export /, "")).join("\n"),
  };
}

function importedNames({ importClause }: ts.ImportDeclaration): readonly string[] {
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) throw new Error("the page imports by name only");
  return bindings.elements.map(({ propertyName, name }) =>
    propertyName === undefined ? name.text : `${propertyName.text}: ${name.text}`,
  );
}

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name?.text ?? ""];
  throw new Error(`the page exports constants, functions and classes only: ${statement.getText().slice(0, 80)}`);
}

/** All of them as one script that leaves no name behind. */
function bundle(entry: string): string {
  const order = [...modules(entry)];
  const nameOf = (file: string): string => `m${order.findIndex(([one]) => one === file)}`;
  const parts = order.map(([file, { imports, exports, body }]) => {
    const needs = imports.map(({ from, names }) => `const { ${names.join(", ")} } = ${nameOf(from)};`);
    return `const ${nameOf(file)} = (() => {\n${[...needs, body].join("\n")}\nreturn { ${exports.join(", ")} };\n})();`;
  });
  return trimmed(`(() => {\n"use strict";\n${parts.join("\n")}\n})();`);
}

/** Without indentation: neither script nor style holds a text of several lines. */
function trimmed(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** The text of the generated file. */
export function pageAssets(): string {
  const script = bundle(`${folder}/page/main.ts`);
  const style = trimmed(readFileSync(`${folder}/page/page.css`, "utf8").replaceAll(/\/\*.*?\*\//gs, ""));
  const hash = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  const constant = (name: string, about: string, value: string): string =>
    `/** ${about} */\nexport const ${name} = ${JSON.stringify(value)};\n`;
  return [
    "// Made by tools/page-assets.ts from reports/html/page/; change it there.",
    "// biome-ignore-all format: made by a tool",
    "// biome-ignore-all lint: made by a tool\n",
    constant("pageScript", "What the page runs.", script),
    constant("pageStyle", "How the page looks.", style),
    constant("pageScriptHash", "What a content security policy knows the script by.", hash(script)),
    constant("pageStyleHash", "What a content security policy knows the style by.", hash(style)),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, pageAssets());
