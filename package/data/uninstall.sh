#!/bin/sh
# Take away what install.sh has put into your own folders. What was said, and your settings, stay.
set -eu
share=${XDG_DATA_HOME:-$HOME/.local/share}

rm -rf "$HOME/.local/lib/desktop-chat"
rm -f "$HOME/.local/bin/desktop-chat" "$share/applications/desktop-chat.desktop" "$share/man/man1/desktop-chat.1.gz"
rm -f "$share"/icons/hicolor/*/apps/desktop-chat.png

update-desktop-database -q "$share/applications" 2>/dev/null || true
gtk-update-icon-cache -q -t -f "$share/icons/hicolor" 2>/dev/null || true

echo "Desktop Chat is gone. Your rooms, history and settings are still in $share/desktop-chat."
