import { HookError } from "../hooks/index.ts";

/** The argument with every `{name}` replaced by its value. Other braces stay. @throws HookError for a name without value. */
export function filledIn(argument: string, values: Readonly<Record<string, string>>): string {
  return argument.replaceAll(/\{([a-z][a-z0-9-]*)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined) return value;
    const known = Object.keys(values).map((one) => `{${one}}`);
    const offer =
      known.length === 0
        ? "they give none; an argument with {lock} gets a lock file of its own, others need --hooks"
        : `they give ${known.join(", ")}`;
    throw new HookError(`argument ${argument}: the hooks give no value for ${placeholder}; ${offer}`);
  });
}
