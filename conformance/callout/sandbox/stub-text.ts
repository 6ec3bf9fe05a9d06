/** Quotes a text for a POSIX shell. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What every stub begins with: where its node's folder is, and how a call is written down. Forks nothing. */
function head(folder: string): string {
  return `#!/bin/sh
node=${shellWord(folder)}
name=\${0##*/}
record() {
  # record NAME STATUS ARGS...
  read -r up rest </proc/uptime
  said=$1 code=$2
  shift 2
  printf '%s\\0' "$up" "\${CALLOUT_RUN:-0}" "$said" "$code" "$#" "$@" >>"$node/calls"
}
# Answers are found by the name, by the name and one word of the call, by the whole call: the last one counts.
status=0 out= delay=
look() {
  if [ -f "$node/answers/$1.status" ]; then read -r status <"$node/answers/$1.status"; fi
  if [ -f "$node/answers/$1.out" ]; then out="$node/answers/$1.out"; fi
  if [ -f "$node/answers/$1.delay" ]; then read -r delay <"$node/answers/$1.delay"; fi
}
look "$name"
for word in "$@"; do look "$name:$word"; done
look "$name $*"
if [ -n "$delay" ]; then PATH=/usr/bin:/bin sleep "$delay"; fi
`;
}

const answer = `record "$name" "$status" "$@"
if [ -n "$out" ]; then PATH=/usr/bin:/bin cat "$out"; fi
exit "$status"
`;

/** A program that does nothing but write down its call and give the answer that lies in a file. */
export function plainStub(folder: string): string {
  return head(folder) + answer;
}

/** A program that notifies clients: writes down besides what the databases and the lists of clients hold at that moment. */
export function noticeStub(folder: string, cluster: string): string {
  return `${head(folder)}
lists= before=
for word in "$@"; do
  if [ "$before" = -P ]; then lists=$word; fi
  before=$word
done
${answer.split("\n")[0]}
held() {
  for file in ${shellWord(cluster)}/db/*; do
    [ -f "$file" ] || continue
    while IFS= read -r line; do set -- "$@" "$line"; done <"$file"
  done
  record database 0 "$@"
}
listed() {
  for file in "$lists"/sm/* "$lists"/sm.bak/*; do
    if [ -f "$file" ]; then set -- "$@" "\${file##*/}"; fi
  done
  record listed 0 "$@"
}
held
if [ -n "$lists" ]; then listed; fi
exit "$status"
`;
}

/**
 * The command-line tool of the cluster, as far as call-outs use it: the node's number, states of nodes, addresses, and
 * databases that all nodes of a trial share. A database is a file of `key<TAB>value`, both as the tool escapes them.
 */
export function ctdbStub(folder: string, cluster: string): string {
  return `${head(folder)}
record "$name" "$status" "$@"
if [ "$status" -ne 0 ]; then exit "$status"; fi
machine=
verb= first= second= third=
for word in "$@"; do
  case $word in
  -X | -Y) machine=-X ;;
  -*) ;;
  *) if [ -z "$verb" ]; then verb=$word; elif [ -z "$first" ]; then first=$word; elif [ -z "$second" ]; then second=$word; else third=$word; fi ;;
  esac
done
PATH=/usr/bin:/bin
case $first in */* | .*) exit 1 ;; esac
db=${shellWord(cluster)}/db/$first
show() { cat "$node/ctdb/$1"; }
${databaseVerbs}
case $verb in
pnn) show pnn ;;
nodestatus) if [ "$first" = all ]; then show "nodestatus-all$machine"; else show "nodestatus$machine"; fi ;;
ip) show "ip$machine" ;;
catdb) dump ;;
ptrans) merge ;;
pstore | writekey) printf '"%s" "%s"\\n' "$second" "$third" | merge ;;
pdelete | deletekey) printf '"%s" ""\\n' "$second" | merge ;;
pfetch | readkey) fetch "$second" ;;
esac
`;
}

const databaseVerbs = `dump() {
  [ -f "$db" ] || : >"$db"
  awk -F '\\t' '{ printf "key(%d) = \\"%s\\"\\ndmaster: 0\\nrsn: 1\\ndata(%d) = \\"%s\\"\\n\\n", length($1), $1, length($2), $2 }
    END { printf "Dumped %d records\\n", NR }' "$db"
}
fetch() {
  [ -f "$db" ] || return 1
  wanted=$1 awk -F '\\t' '$1 == ENVIRON["wanted"] { print $2; found = 1 } END { exit !found }' "$db"
}
merge() {
  [ -f "$db" ] || : >"$db"
  until mkdir "$db.lock" 2>/dev/null; do sleep 0.01; done
  awk -F '\\t' -v db="$db" '
    BEGIN { while ((getline line < db) > 0) { split(line, part, "\\t"); value[part[1]] = part[2] } }
    /^[ \\t]*$/ { next }
    !/^"([^"\\\\]|\\\\[0-9A-Fa-f][0-9A-Fa-f])+"[ \\t]+"([^"\\\\]|\\\\[0-9A-Fa-f][0-9A-Fa-f])*"$/ { bad = 1; next }
    {
      match($0, /"[ \\t]+"/)
      key = substr($0, 2, RSTART - 2)
      text = substr($0, RSTART + RLENGTH, length($0) - RSTART - RLENGTH)
      if (text == "") delete value[key]; else value[key] = text
    }
    END { if (bad) exit 1; for (key in value) print key "\\t" value[key] }' >"$db.new"
  merged=$?
  if [ "$merged" -eq 0 ]; then mv "$db.new" "$db"; else rm -f "$db.new"; fi
  rmdir "$db.lock"
  return "$merged"
}`;
