/** A command of a document and what it says is printed. */
export interface Step {
  readonly kind: "command";
  readonly line: number;
  readonly command: string;
  readonly output: readonly string[];
}

/** A file a document tells its reader to write. */
export interface FileToWrite {
  readonly kind: "file";
  readonly line: number;
  readonly name: string;
  readonly text: string;
}

/**
 * What a reader of a Markdown document would do, in order: `console` blocks hold commands after `$ ` and
 * their output; a code block whose fence names a file after its language (```js slow.mjs) is that file.
 */
export function stepsOf(markdown: string): (Step | FileToWrite)[] {
  const lines = markdown.split("\n");
  const steps: (Step | FileToWrite)[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const fence = /^```(\w+)(?: (\S+))?$/.exec(lines[at] ?? "");
    if (fence === null) continue;
    const end = lines.indexOf("```", at + 1);
    const body = lines.slice(at + 1, end);
    if (fence[1] === "console") steps.push(...commandsOf(body, at + 2));
    else if (fence[2] !== undefined)
      steps.push({ kind: "file", line: at + 1, name: fence[2], text: `${body.join("\n")}\n` });
    at = end;
  }
  return steps;
}

function commandsOf(body: readonly string[], firstLine: number): Step[] {
  const starts = body.flatMap((line, index) => (line.startsWith("$ ") ? [index] : []));
  return starts.map((start, index) => ({
    kind: "command",
    line: firstLine + start,
    command: (body[start] ?? "").slice(2),
    output: body.slice(start + 1, starts[index + 1] ?? body.length),
  }));
}

/** Is this what the document says? `…` stands for anything within a line, alone for any lines. */
export function fits(actual: string, expected: readonly string[]): boolean {
  const pattern = expected.map((line) =>
    line.trim() === "…" ? "(?:.*\\n)*?" : `${line.split("…").map(escaped).join(".*")}\\n`,
  );
  return new RegExp(`^${pattern.join("")}$`).test(actual);
}

function escaped(text: string): string {
  return text.trimEnd() === text ? quote(text) : `${quote(text.trimEnd())} *`;
}

function quote(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The words of a simple command line; single quotes hold a word together. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|\S+/g)].map(([whole, inside]) => inside ?? whole);
}
