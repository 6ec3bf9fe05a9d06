import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "../usage-error.ts";

type Module = Readonly<Record<string, unknown>>;

/** The little of the TypeScript compiler that is needed. */
interface Compiler {
  transpileModule(source: string, options: object): { outputText: string };
}

/**
 * Imports a module a user named: JavaScript, or TypeScript if Node or the package `typescript` can read it.
 *
 * @param given the name the user typed, for errors
 * @throws UsageError if it cannot be loaded
 */
export async function importModule(path: string, given: string, cwd: string): Promise<Module> {
  try {
    return (await import(pathToFileURL(path).href)) as Module;
  } catch (error) {
    const unknownEnding = (error as NodeJS.ErrnoException).code === "ERR_UNKNOWN_FILE_EXTENSION";
    if (unknownEnding && path.endsWith(".ts")) return importTypeScript(path, given, cwd);
    throw new UsageError(`--defect ${given}: cannot be loaded: ${sentenceOf(error)}`);
  }
}

/** Strips the types first. What such a file imports besides types is not found; an override needs no imports. */
async function importTypeScript(path: string, given: string, cwd: string): Promise<Module> {
  const compiler = findCompiler(cwd);
  if (compiler === undefined) {
    throw new UsageError(
      `--defect ${given}: this Node cannot read TypeScript; write the file as .mjs, or install the package "typescript"`,
    );
  }
  const { outputText } = compiler.transpileModule(readFileSync(path, "utf8"), {
    compilerOptions: { target: "ES2022", module: "ESNext" },
  });
  try {
    return (await import(`data:text/javascript;base64,${Buffer.from(outputText).toString("base64")}`)) as Module;
  } catch (error) {
    throw new UsageError(`--defect ${given}: cannot be loaded: ${sentenceOf(error)}`);
  }
}

/** The user's own compiler, or the one beside this package. */
function findCompiler(cwd: string): Compiler | undefined {
  for (const from of [pathToFileURL(join(cwd, "file.js")).href, import.meta.url]) {
    try {
      return createRequire(from)("typescript") as Compiler;
    } catch {
      // try the next place
    }
  }
  return undefined;
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.split("\n")[0]}` : String(error);
}
