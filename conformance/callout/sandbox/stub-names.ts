/** No script has a reason to call this: a call means that text from outside was run as a command. */
export const canaryName = "canary";

/**
 * Programs by which a call-out reaches services, the network or the machine. Each is replaced by a stub that writes
 * down the call, does nothing and succeeds unless the trial has another answer.
 */
export const stubNames: readonly string[] = [
  ...["service", "systemctl", "invoke-rc.d", "rc-service", "initctl", "start-stop-daemon"],
  ...["rpcinfo", "exportfs", "nfsconf", "nfsdctl", "nfsstat", "showmount"],
  ...["rpc.nfsd", "rpc.mountd", "rpc.statd", "rpc.rquotad", "rpc.lockd"],
  ...["dbus-send", "gdbus", "busctl", "ganesha_mgr", "ganesha_stats", "ganesha.nfsd", "ganesha-rados-grace"],
  ...["pkill", "killall", "killall5", "pidof", "pgrep"],
  ...["ip", "ifconfig", "iptables", "ip6tables", "nft", "ipvsadm", "ss", "netstat", "ethtool", "ctdb_killtcp"],
  ...["mount", "umount", "modprobe", "sysctl", "reboot", "poweroff", "halt"],
  ...["sleep", "logger", "sudo", "onnode", "ssh"],
  canaryName,
];

/** Programs that tell a client that its server restarted: their stub also writes down what the database held then. */
export const noticeNames: readonly string[] = ["smnotify", "sm-notify"];
