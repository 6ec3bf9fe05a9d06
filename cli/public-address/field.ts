import { type IpAddress, parseAddress, suggest } from "../../model/index.ts";
import { InputError } from "../input-error.ts";

const SHOWN_MAX = 60;
/** Node numbers and flags are numbers of 32 bits. */
export const UINT32_MAX = 0xffff_ffff;

/** A value of a JSON text and its place in it. Every reader throws an InputError that names the place. */
export class Field {
  readonly #value: unknown;
  readonly #place: string;

  constructor(value: unknown, place: string) {
    this.#value = value;
    this.#place = place;
  }

  /** The whole of a JSON text. */
  static parse(text: string): Field {
    if (text.trim() === "") throw new InputError("standard input is empty; expected a JSON object");
    try {
      return new Field(JSON.parse(text) as unknown, "");
    } catch (error) {
      throw new InputError(`standard input is no JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Was it given? */
  get isGiven(): boolean {
    return this.#value !== undefined;
  }

  /** Is it `null`? */
  get isNull(): boolean {
    return this.#value === null;
  }

  /** The members of an object that has no others than these. */
  members<Name extends string>(names: readonly Name[]): Record<Name, Field> {
    const given = this.entries();
    const wrong = given.find(([name]) => !names.some((known) => known === name))?.[0];
    if (wrong !== undefined)
      throw this.#error(`there is no "${shown(wrong)}"${suggest(wrong.slice(0, SHOWN_MAX), names)}`);
    const values = new Map(given.map(([name, field]) => [name, field]));
    const member = (name: Name) => values.get(name) ?? new Field(undefined, this.#member(name));
    return Object.fromEntries(names.map((name) => [name, member(name)])) as Record<Name, Field>;
  }

  /** The members of an object, whatever their names. */
  entries(): [string, Field][] {
    const value = this.#value;
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw this.#wrong("an object");
    return Object.entries(value).map(([name, member]) => [name, new Field(member, this.#member(name))]);
  }

  /** The values of a list of at most so many. */
  items(most = Number.MAX_SAFE_INTEGER): Field[] {
    const value = this.#value;
    if (!Array.isArray(value)) throw this.#wrong("a list");
    if (value.length > most) throw this.#error(`at most ${most} entries, there are ${value.length}`);
    return value.map((item: unknown, index) => new Field(item, `${this.#place}[${index}]`));
  }

  /** A list of exactly so many values. */
  tuple(length: number): Field[] {
    const items = this.items();
    if (items.length !== length) throw this.#error(`expected ${length} entries, there are ${items.length}`);
    return items;
  }

  /** An integer of a range. */
  integer(least: number, most: number): number {
    const value = this.#value;
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
    throw this.#wrong(`an integer from ${least} to ${most}`);
  }

  /** A switch: a number as CTDB's tunables are, or true or false. */
  switch(): boolean {
    if (typeof this.#value === "boolean") return this.#value;
    return this.integer(0, UINT32_MAX) !== 0;
  }

  /** A node that is believed to have an address: -1 for none, which CTDB also writes as a number of 32 bits. */
  owner(): number {
    const pnn = this.integer(-1, UINT32_MAX);
    return pnn === UINT32_MAX ? -1 : pnn;
  }

  /** One of some words. */
  choice<Word extends string>(words: readonly Word[]): Word {
    const word = words.find((one) => one === this.#value);
    if (word === undefined) throw this.#wrong(`one of ${words.join(", ")}`);
    return word;
  }

  /** An address. */
  address(): IpAddress {
    const address = typeof this.#value === "string" ? parseAddress(this.#value) : undefined;
    if (address === undefined) throw this.#wrong("an address of version 4 or 6");
    return address;
  }

  /** What is wrong with this value otherwise. */
  refused(why: string): InputError {
    return this.#error(why);
  }

  #member(name: string): string {
    const step = /^\w{1,60}$/.test(name) ? name : `["${shown(name)}"]`;
    return this.#place === "" || step.startsWith("[") ? `${this.#place}${step}` : `${this.#place}.${step}`;
  }

  #wrong(expected: string): InputError {
    return this.#error(`expected ${expected}, got ${gotten(this.#value)}`);
  }

  #error(sentence: string): InputError {
    return new InputError(`${this.#place === "" ? "standard input" : this.#place}: ${sentence}`);
  }
}

/** A value in a few characters; how deep a list or an object goes nobody knows. */
function gotten(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : shown(JSON.stringify(value));
}

function shown(text: string): string {
  return text.length <= SHOWN_MAX ? text : `${text.slice(0, SHOWN_MAX)}…`;
}
