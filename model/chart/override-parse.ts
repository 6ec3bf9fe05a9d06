import type { Override } from "./override.ts";
import { OverrideError } from "./override-error.ts";
import { suggest } from "./suggest.ts";

/** A check of one field: it answers what was expected, or undefined if the value is that. */
type Check = (value: unknown, where: string) => void;

type Plain = Readonly<Record<string, unknown>>;

/**
 * Reads what an override file exports: one override, or a list of parts under one id.
 *
 * @param where - the file, for the message.
 * @throws OverrideError naming the file and the field.
 */
export function parseOverride(value: unknown, where: string): Override[] {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (parts.length === 0) throw new OverrideError(`${where}: expected an override, got an empty list`);
  const parsed = parts.map((part, i) => parsePart(part, parts.length === 1 ? `${where}: ` : `${where}: [${i}].`));
  const id = parsed[0]?.id;
  const other = parsed.find((part) => part.id !== id);
  if (other !== undefined)
    throw new OverrideError(`${where}: id: all parts have one id, got "${id}" and "${other.id}"`);
  return parsed;
}

function parsePart(value: unknown, where: string): Override {
  if (!isPlain(value)) fail(`${where}override`, "an object {id, chart, guards?, actions?, …}", value);
  const part = value as Plain;
  for (const name of Object.keys(part)) {
    if (!Object.hasOwn(FIELDS, name)) {
      throw new OverrideError(`${where}${name}: there is no such field${suggest(name, Object.keys(FIELDS))}`);
    }
  }
  for (const [name, check] of Object.entries(FIELDS)) {
    if (part[name] !== undefined || name === "id" || name === "chart") check(part[name], `${where}${name}`);
  }
  if (!REPLACING.some((name) => part[name] !== undefined)) {
    throw new OverrideError(`${where}override replaces nothing: give one of ${REPLACING.join(", ")}`);
  }
  return part as unknown as Override;
}

function fail(where: string, expected: string, got: unknown): never {
  const shown =
    got === null ? "null" : Array.isArray(got) ? "a list" : typeof got === "string" ? `"${got}"` : typeof got;
  throw new OverrideError(`${where}: expected ${expected}, got ${typeof got === "number" ? String(got) : shown}`);
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function must(is: (value: unknown) => boolean, expected: string): Check {
  return (value, where) => {
    if (!is(value)) fail(where, expected, value);
  };
}

function tableOf(check: Check): Check {
  return (value, where) => {
    if (!isPlain(value)) fail(where, "an object of names", value);
    for (const [name, item] of Object.entries(value as Plain)) check(item, `${where}.${name}`);
  };
}

function listOf(check: Check): Check {
  return (value, where) => {
    if (!Array.isArray(value) || value.length === 0) fail(where, "a list with something in it", value);
    for (const [i, item] of (value as readonly unknown[]).entries()) check(item, `${where}[${i}]`);
  };
}

const isName = (value: unknown): boolean => typeof value === "string" && value !== "";
const isFunction = (value: unknown): boolean => typeof value === "function";
const isNumber = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const isDelay = (value: unknown): boolean => isFunction(value) || (Number.isSafeInteger(value) && Number(value) >= 0);
const name = must(isName, "a name");
const names = listOf(name);

const action: Check = (value, where) => {
  if (isFunction(value)) return;
  const kinds = isPlain(value) ? Object.keys(value) : [];
  if (kinds.length === 0 || kinds.some((kind) => kind !== "change" && kind !== "effect")) {
    fail(where, "a function (c, e) => … or an object {change, effect}", value);
  }
  tableOf(must(isFunction, "a function (c, e) => …"))(value, where);
};

const WAY: Readonly<Record<string, Check>> = {
  target: name,
  guard: name,
  actions: (value, where) => (Array.isArray(value) ? names : name)(value, where),
  reenter: must((value) => typeof value === "boolean", "true or false"),
};

const way: Check = (value, where) => {
  if (!isPlain(value)) fail(where, "a transition {target?, guard?, actions?, reenter?}", value);
  for (const [key, item] of Object.entries(value as Plain)) {
    const check = Object.hasOwn(WAY, key) ? WAY[key] : undefined;
    if (check === undefined)
      throw new OverrideError(`${where}.${key}: there is no such field${suggest(key, Object.keys(WAY))}`);
    check(item, `${where}.${key}`);
  }
};

const ways: Check = (value, where) => {
  if (value !== null) (Array.isArray(value) ? listOf(way) : way)(value, where);
};

const anything: Check = () => {};

const REPLACING = ["guards", "actions", "delays", "constants", "steps", "transitions"];

const FIELDS: Readonly<Record<string, Check>> = {
  id: name,
  chart: name,
  guards: tableOf(must(isFunction, "a function (c, e) => boolean")),
  actions: tableOf(action),
  delays: tableOf(must(isDelay, "microseconds (a whole number from 0) or a function (c) => number")),
  constants: tableOf(must(isNumber, "a finite number")),
  steps: names,
  transitions: tableOf(tableOf(ways)),
  scenario: anything,
  expect: anything,
};
