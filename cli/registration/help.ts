import type { Command } from "commander";
import { knownName } from "../options/names.ts";
import { UsageError } from "../usage-error.ts";

/** `help` of a command and of those that have commands of their own: of a name that is none it says which was meant. */
export function addHelp(of: Command): void {
  of.helpCommand(false)
    .command("help [command...]")
    .description("display help for command")
    .action((names: readonly string[]) => {
      let asked = of;
      for (const name of names) asked = commandOf(asked, name);
      asked.outputHelp();
    });
}

function commandOf(of: Command, name: string): Command {
  const names = of.commands.map((one) => one.name());
  if (names.length === 0) throw new UsageError(`help: ${of.name()} has no commands of its own, such as "${name}"`);
  const known = knownName(name, "help", names);
  return of.commands.find((one) => one.name() === known) ?? of;
}
