#!/bin/sh
# Install Desktop Chat for yourself: no administrator is needed, and nothing outside your own folders is touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/desktop-chat
command=$HOME/.local/bin/desktop-chat
entry=$share/applications/desktop-chat.desktop

mkdir -p "$HOME/.local/lib" "$HOME/.local/bin" "$share"
# Beside the old one first: a copy that fails half way leaves what was there.
rm -rf "$program.new"
cp -R "$here/desktop-chat" "$program.new"
cp "$here/uninstall.sh" "$program.new/uninstall.sh"
rm -rf "$program"
mv "$program.new" "$program"
ln -sf "$program/desktop-chat" "$command"
cp -R "$here/share/." "$share"

# The desktop reads neither ~ nor variables: the whole path, quoted by the rules of its entries, which are read twice
# (Desktop Entry Specification, "The Exec key"): once as a text, once as a command. % begins a field, and & is sed's.
quoted=$(printf '%s' "$program/desktop-chat" | sed -e 's/[\\`$"]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g' -e 's/[\\&|]/\\&/g')
sed "s|^Exec=desktop-chat|Exec=\"$quoted\"|" "$here/share/applications/desktop-chat.desktop" >"$entry"

# So that links and the menu know of it at once, where the desktop has these tools.
update-desktop-database -q "$share/applications" 2>/dev/null || true
gtk-update-icon-cache -q -t -f "$share/icons/hicolor" 2>/dev/null || true

echo "Desktop Chat is in your menu now, and in $command."
echo "To take it away again: $program/uninstall.sh"
