/**
 * Run in new namespaces with the trial's folder and the node's. Everything is read-only but the trial's folder; the places
 * where call-outs keep state lie in it; programs that a script names by their whole path are stubs too.
 */
export const SET_UP = `set -e
root=$1 node=$2
mount --make-rprivate /
mount --bind "$root" "$root"
for name in service systemctl ctdb exportfs rpc.statd sm-notify rpcinfo; do
  for folder in /usr/sbin /usr/bin; do
    if [ -f "$folder/$name" ]; then mount --bind "$node/bin/$name" "$folder/$name"; fi
  done
done
mount --bind "$node/fs" /proc/fs
mount -o remount,bind,ro /proc
while read -r _ point type options _; do
  case $options in ro | ro,*) continue ;; esac
  case $type in proc | devpts | cgroup*) continue ;; devtmpfs) continue ;; esac
  case $point in "$root" | /proc/* | /usr/*bin/*) continue ;; esac
  mount -o remount,bind,ro "$point"
done </proc/self/mounts
for place in /var/lib /var/log /run; do
  if [ -d "$place" ]; then mount --bind "$node$place" "$place"; fi
done`;
