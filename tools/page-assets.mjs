// Writes reports/html/page-assets.ts: script and style of the report page as text, with their hashes, so that a
// pure function can put them into a page and every build puts the same bytes there. After changes: npm run page.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const folder = "reports/html";
const target = `${folder}/page-assets.ts`;

/** The modules that an entry needs, each after those it imports. */
function modules(entry) {
  const order = new Map();
  const visit = (file) => {
    if (order.has(file)) return;
    const compiled = compile(file);
    for (const { from } of compiled.imports) visit(from);
    order.set(file, compiled);
  };
  visit(entry);
  return order;
}

/** One module as JavaScript without its imports and exports, and what those were. */
function compile(file) {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true };
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
    compilerOptions: { ...options, verbatimModuleSyntax: true },
  });
  const source = ts.createSourceFile(file, outputText, ts.ScriptTarget.ES2022, true);
  const imports = [];
  const exports = [];
  const body = source.statements.map((statement) => {
    if (ts.isImportDeclaration(statement)) {
      const names = statement.importClause?.namedBindings?.elements.map((one) => one.getText().replace(" as ", ": "));
      imports.push({ from: join(dirname(file), statement.moduleSpecifier.text), names });
      return "";
    }
    const text = statement.getText();
    if (!text.startsWith("export ")) return text;
    const names = statement.declarationList?.declarations.map((one) => one.name.text) ?? [statement.name?.text];
    exports.push(...names.filter((name) => name !== undefined));
    return text.replace(/^export /, "").replace(/^\{.*\};?$/, "");
  });
  return { imports, exports, body: body.filter((text) => text !== "").join("\n") };
}

/** All of them as one script that leaves no name behind. */
function bundle(entry) {
  const order = [...modules(entry)];
  const nameOf = (file) => `m${order.findIndex(([one]) => one === file)}`;
  const parts = order.map(([file, { imports, exports, body }]) => {
    const needs = imports.map(({ from, names }) => `const { ${names.join(", ")} } = ${nameOf(from)};`);
    return `const ${nameOf(file)} = (() => {\n${[...needs, body].join("\n")}\nreturn { ${exports.join(", ")} };\n})();`;
  });
  // No line of the script depends on how deep it is indented: it holds no text of several lines.
  const lines = ['"use strict";', ...parts].join("\n").split("\n");
  return `(() => {${lines.map((line) => line.trim()).join("\n")}\n})();`;
}

const style = (file) =>
  readFileSync(file, "utf8")
    .replaceAll(/\/\*.*?\*\//gs, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");

const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** The text of the generated file. */
export function pageAssets() {
  const script = bundle(`${folder}/page/main.ts`);
  const css = style(`${folder}/page/page.css`);
  const constant = (name, about, value) => `/** ${about} */\nexport const ${name} = ${JSON.stringify(value)};\n`;
  return [
    "// Made by tools/page-assets.mjs from reports/html/page/; change it there.\n// biome-ignore-all format: made by a tool\n",
    constant("pageScript", "What the page runs.", script),
    constant("pageStyle", "How the page looks.", css),
    constant("pageScriptHash", "What a content security policy knows the script by.", hash(script)),
    constant("pageStyleHash", "What a content security policy knows the style by.", hash(css)),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, pageAssets());
