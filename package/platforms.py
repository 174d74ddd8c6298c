"""What each operating system wants to know of a program beside the program itself."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop_chat.lan.records import SERVICE
from package.release import ROOT, VERSION

PROGRAM: Final = "desktop-chat"
CONSOLE_PROGRAM: Final = "desktop-chat-console"
"""The same on Windows, where a program with a window has no console to write to."""
BUNDLE: Final = "Desktop Chat.app"
IDENTIFIER: Final = "org.desktop-chat.DesktopChat"
"""Of the bundle on macOS; it must stay, since the system keeps what a person allowed under it."""
DATA, ICONS = ROOT / "package" / "data", ROOT / "package" / "icons"
MANIFEST: Final = DATA / "desktop-chat.manifest"
KOREAN_ON_MACOS: Final = DATA / "ko.lproj"

INFO_PLIST: Final[Mapping[str, object]] = MappingProxyType(
    {
        "CFBundleDisplayName": "Desktop Chat",
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "ko"],
        "CFBundleShortVersionString": VERSION,
        "CFBundleVersion": VERSION,
        "CFBundleURLTypes": [{"CFBundleURLName": "Desktop Chat invitation", "CFBundleURLSchemes": ["ircs"]}],
        "LSApplicationCategoryType": "public.app-category.social-networking",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        # Since macOS 15 the system asks the person before a program reaches the local network, and shows this sentence.
        "NSLocalNetworkUsageDescription": "Desktop Chat finds rooms on your network, and lets others find the room that you host.",
        "NSBonjourServices": [SERVICE.removesuffix(".local.")],
    }
)

VERSION_INFO: Final = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [{strings}])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 1200])]),
  ],
)
"""


def version_info() -> str:
    """Return what Windows shows of the program under *Details*, as PyInstaller reads it."""
    numbers = tuple(int(part) for part in VERSION.split("."))
    texts = {
        "CompanyName": "The Desktop Chat authors",
        "FileDescription": "Desktop Chat",
        "FileVersion": VERSION,
        "InternalName": PROGRAM,
        "LegalCopyright": "The Desktop Chat authors; MIT licence",
        "OriginalFilename": f"{PROGRAM}.exe",
        "ProductName": "Desktop Chat",
        "ProductVersion": VERSION,
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    return VERSION_INFO.format(numbers=(*numbers, 0, 0, 0, 0)[:4], strings=strings)


def executable_options(platform: str, folder: Path) -> dict[str, object]:
    """Return what PyInstaller's EXE is told on one system only.

    Args:
        platform: As `sys.platform`.
        folder: Where a file that is needed for it may be written.
    """
    if platform == "win32":
        folder.mkdir(parents=True, exist_ok=True)
        about = folder / "version_info.txt"
        about.write_text(version_info(), encoding="utf-8")
        return {"icon": str(ICONS / "desktop-chat.ico"), "version": str(about), "manifest": MANIFEST.read_text(encoding="utf-8")}
    if platform == "darwin":
        return {"icon": str(ICONS / "desktop-chat.icns")}
    return {"strip": True}  # A Linux program carries no icon; what debuggers need of Python is half of it.
