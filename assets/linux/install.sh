#!/bin/sh
# Installs Zhangfang with its entry in the menu:
#   ./install.sh                       for you alone, in ~/.local
#   sudo ./install.sh /usr/local       for everybody
#   ./install.sh --remove [FOLDER]     takes it away again; books stay where they are
set -eu

remove=
if [ "${1-}" = --remove ]; then
	remove=yes
	shift
fi
to=${1:-$HOME/.local}
case $to in
/*) ;;
*) to=$PWD/$to ;;
esac
cd "$(dirname "$0")"

find bin share -type f | while read -r file; do
	rm -f "$to/$file" # a program that runs can be removed, but not written over
	[ -n "$remove" ] || install -D -m "$(stat -c %a "$file")" "$file" "$to/$file"
done

# The menu starts the program by its whole path: not every PATH names its folder.
entry=$to/share/applications/cn.zhangfang.desktop.desktop
if [ -z "$remove" ]; then
	path=$(printf %s "$to/bin/zhangfang" | sed 's/[&|\\]/\\&/g')
	sed -i "s|^Exec=zhangfang|Exec=\"$path\"|" "$entry"
fi

# The menu and the kinds of files are looked up in caches.
told() {
	if command -v "$1" >/dev/null; then "$@" || true; fi
}
told update-desktop-database -q "$to/share/applications"
told update-mime-database "$to/share/mime"
told gtk-update-icon-cache -q -t -f "$to/share/icons/hicolor"

if [ -n "$remove" ]; then
	echo "Removed from $to. 已卸载；账套都还在。"
else
	echo "Installed: $to/bin/zhangfang, and Zhangfang (账房) in the menu. 已安装，菜单里有「账房」。"
fi
