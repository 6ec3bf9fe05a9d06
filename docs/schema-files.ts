import { conformanceJsonSchema, scenarioJsonSchema, traceJsonSchema } from "../fixtures/index.ts";

/** A published schema: where it stands and what must stand there. */
export interface SchemaFile {
  readonly name: string;
  readonly place: URL;
  readonly text: string;
}

/** The schemas of what users write and read. */
export function schemaFiles(): SchemaFile[] {
  return [
    file("scenario.schema.json", scenarioJsonSchema()),
    file("trace.schema.json", traceJsonSchema()),
    file("conformance.schema.json", conformanceJsonSchema()),
  ];
}

function file(name: string, schema: object): SchemaFile {
  return { name, place: new URL(name, import.meta.url), text: `${JSON.stringify(schema, null, 2)}\n` };
}
