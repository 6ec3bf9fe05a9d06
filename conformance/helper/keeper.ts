/**
 * The parent of a helper, which stands for the daemon: a shell that starts it, closes its own copy of standard output,
 * says nothing of its own, and reports on descriptor 3 which process it started and how that ended. SIGPIPE is ignored,
 * as ctdbd has it.
 * Arguments are handed on as they are; no shell looks into them.
 */
const keep = `trap '' PIPE
exec 4>&2 2>/dev/null
"$@" 2>&4 3>&- 4>&- &
child=$!
exec >&-
echo "pid $child" >&3
wait $child
echo "end $?" >&3
`;

/** As `keep`, but the helper has no standard output at all. */
const keepWithoutOutput = keep.replace(" 3>&- ", " 3>&- >&- ");

/** Starts the helper only when the parent is gone: it begins its life as an orphan. */
const orphan = `trap '' PIPE
/bin/sh -c 'while kill -0 "$0" 2>/dev/null; do sleep 0.01; done; exec "$@"' $$ "$@" 3>&- &
exec >&- 2>&-
echo "pid $!" >&3
`;

/** Stands above the parent and never looks after it: a parent that is killed stays a zombie. */
const neglect = `trap '' PIPE
script=$1
shift
/bin/sh -c "$script" keeper "$@" &
exec >&- 2>&-
echo "parent $!" >&3
exec 3>&-
kill -STOP $$
`;

/** The shell arguments that start `command` in one of the ways a helper can be started. */
export function keeperArguments(
  command: readonly string[],
  how: { readonly orphan?: boolean; readonly zombies?: boolean; readonly stdoutClosed?: boolean },
): readonly string[] {
  if (how.orphan === true) return ["-c", orphan, "keeper", ...command];
  const script = how.stdoutClosed === true ? keepWithoutOutput : keep;
  if (how.zombies === true) return ["-c", neglect, "grandparent", script, ...command];
  return ["-c", script, "keeper", ...command];
}
