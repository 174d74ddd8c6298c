"""build.spec, read as PyInstaller would read it on each of the three systems: what it would collect and make."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from desktop_chat import __version__
from desktop_chat.lan.records import SERVICE
from package import contents, licences, platforms
from tests.support.layers import ROOT, imports

COLLECTED = (
    *("assets/icon/desktop-chat.png", "_tk_data/tk.tcl", "_tcl_data/encoding/cp949.enc", "_tcl_data/init.tcl"),
    "cryptography-50.0.2.dist-info/METADATA",
)
LEFT_OUT = (
    *("_tk_data/demos/widget", "_tk_data/msgs/de.msg", "_tk_data/images/logo.eps", "_tcl_data/tzdata/Asia/Seoul", "_tcl_data/msgs/ko.msg"),
    *("cryptography-50.0.2.dist-info/RECORD", "_tcl_data\\tzdata\\UTC"),
)


@dataclass
class Made:
    """What was asked of PyInstaller, in order."""

    steps: list[tuple[str, tuple[object, ...], dict[str, object]]] = field(default_factory=list)

    def of(self, kind: str) -> list[dict[str, object]]:
        """Return the named arguments of each step of a kind."""
        return [named for name, _, named in self.steps if name == kind]

    def files(self, kind: str) -> set[str]:
        """Return the names of all files that a step of this kind was given."""
        given = next(positional for name, positional, _ in self.steps if name == kind)
        return {entry[0] for part in given if isinstance(part, list) for entry in part if isinstance(entry, tuple)}

    def step(self, kind: str) -> object:
        """Return what stands in for a class of PyInstaller."""

        def make(*positional: object, **named: object) -> object:
            self.steps.append((kind, positional, named))
            return kind

        return make


class Analysis:
    """What PyInstaller would find."""

    def __init__(self, scripts: list[str], **named: object) -> None:
        self.scripts, self.named = scripts, named
        self.pure = [("zeroconf", "z.py", "PYMODULE"), ("PIL.Image", "i.py", "PYMODULE"), ("desktop_chat.cli", "c.py", "PYMODULE")]
        self.binaries = [("_cffi_backend.so", "/nowhere/_cffi_backend.so", "EXTENSION")]
        self.datas = [(name, f"/nowhere/{name}", "DATA") for name in (*COLLECTED, *LEFT_OUT)]


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Made]:
    """Return a function that reads build.spec on a system, with nothing of PyInstaller but the names."""

    def read(platform: str) -> Made:
        made = Made()
        analysed: list[Analysis] = []

        def analyse(scripts: list[str], **named: object) -> Analysis:
            made.steps.append(("Analysis", (scripts,), named))
            analysed.append(Analysis(scripts, **named))
            return analysed[-1]

        names: dict[str, dict[str, object]] = {
            "PyInstaller.building.api": {kind: made.step(kind) for kind in ("COLLECT", "EXE", "PYZ")},
            "PyInstaller.building.build_main": {"Analysis": analyse},
            "PyInstaller.building.osx": {"BUNDLE": made.step("BUNDLE")},
            "PyInstaller.utils.hooks": {
                "collect_data_files": lambda name: [(f"/nowhere/{name}/icon.png", name)],
                "collect_submodules": lambda name: [f"{name}.python"],
            },
        }
        for name, held in names.items():
            module = ModuleType(name)
            vars(module).update(held)
            monkeypatch.setitem(sys.modules, name, module)
        monkeypatch.setattr(licences, "third_party", lambda _found, _libraries: "licences\n")
        monkeypatch.setattr(sys, "platform", platform)
        source = (ROOT / "build.spec").read_text(encoding="utf-8")
        exec(compile(source, "build.spec", "exec"), {"workpath": str(tmp_path)})  # noqa: S102  # As PyInstaller does.
        return made

    return read


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_system_gets_the_folder_with_all_that_is_read_and_nothing_else(build: Callable[[str], Made], platform: str) -> None:
    """Assets, Tk, licences and the bill of materials are in; what nothing reads is not."""
    files = build(platform).files("COLLECT")
    assert {*COLLECTED, "THIRD-PARTY.txt", "sbom.cdx.json"} <= files
    assert not files.intersection(LEFT_OUT)


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_system_analyses_the_same_program(build: Callable[[str], Made], platform: str) -> None:
    """From its entry, with what is loaded by name, and with our own files and those of a library that looks for its own."""
    made = build(platform)
    ((scripts,), asked) = next((given, named) for name, given, named in made.steps if name == "Analysis")
    assert scripts == [str(ROOT / "desktop_chat" / "__main__.py")]
    library = ("/nowhere/desktop_notifier/icon.png", "desktop_notifier")
    assert asked["datas"] == [(str(ROOT / "assets"), "assets"), (str(ROOT / "LICENSE"), "."), library]
    assert asked["runtime_hooks"] == [str(ROOT / "package" / "start.py")]
    assert asked["hiddenimports"] == [*contents.HIDDEN, "pygments.lexers.python"]


def test_no_step_compresses_or_hides_errors_in_a_box_of_its_own(build: Callable[[str], Made]) -> None:
    """UPX makes virus scanners bark; what went wrong is told by our own dialog, which names the log file."""
    for platform in ("linux", "win32", "darwin"):
        for options in build(platform).of("EXE"):
            assert (options["upx"], options["disable_windowed_traceback"]) == (False, True)


def test_linux_gets_the_folder_and_the_single_file_without_what_debuggers_need(build: Callable[[str], Made]) -> None:
    """The same code and files in both."""
    made = build("linux")
    folder, single = made.of("EXE")
    assert (folder["name"], folder["exclude_binaries"], folder["strip"], folder["console"]) == ("desktop-chat", True, True, False)
    assert re.fullmatch(rf"desktop-chat-{__version__}-linux-\w+", str(single["name"]))
    assert made.of("COLLECT")[0]["strip"] is True
    assert not made.of("BUNDLE")


def test_windows_gets_icon_version_and_manifest_in_every_executable(build: Callable[[str], Made]) -> None:
    """One with the window, one that can write into a console, and the single file."""
    made = build("win32")
    programs = made.of("EXE")
    assert [(one["name"], one["console"]) for one in programs[:2]] == [("desktop-chat", False), ("desktop-chat-console", True)]
    assert re.fullmatch(rf"desktop-chat-{__version__}-windows-\w+", str(programs[2]["name"]))
    for one in programs:
        assert Path(str(one["icon"])).suffix == ".ico"
        assert Path(str(one["icon"])).is_file()
        assert Path(str(one["version"])).is_file()
        assert "strip" not in one
        settings = {part.tag.rpartition("}")[2]: part.text for part in ET.fromstring(str(one["manifest"])).iter()}  # noqa: S314  # Our own file.
        assert settings["dpiAwareness"] == "PerMonitorV2, PerMonitor"
        assert settings["activeCodePage"] == "UTF-8"
    assert made.of("COLLECT")


def test_the_version_that_windows_shows_is_the_program_s() -> None:
    """As numbers and as text; what is written is an expression of PyInstaller's classes."""
    held: dict[str, object] = {}

    def structure(*given: object, **named: object) -> tuple[object, ...]:
        if named:
            held.update(named)
        elif len(given) == 2:
            held[str(given[0])] = given[1]
        return given

    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct", "VarFileInfo", "VarStruct")
    eval(platforms.version_info(), dict.fromkeys(names, structure))  # noqa: S307  # As PyInstaller does.
    numbers = held["filevers"]
    assert isinstance(numbers, tuple)
    assert len(numbers) == 4
    assert ".".join(map(str, numbers)).startswith(__version__)
    assert (held["ProductVersion"], held["FileDescription"]) == (__version__, "Desktop Chat")


def test_macos_gets_a_bundle_that_asks_for_the_network_in_both_languages(build: Callable[[str], Made]) -> None:
    """Without the sentence and the service macOS 15 lets no room be found; links to rooms are the bundle's."""
    made = build("darwin")
    (bundle,) = made.of("BUNDLE")
    about = bundle["info_plist"]
    assert isinstance(about, dict)
    assert bundle["name"] == "Desktop Chat.app"
    assert Path(str(bundle["icon"])).suffix == ".icns"
    assert Path(str(bundle["icon"])).is_file()
    assert about["NSBonjourServices"] == ["_ircs._tcp"]
    assert SERVICE == "_ircs._tcp.local."
    assert "network" in about["NSLocalNetworkUsageDescription"]
    assert about["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["ircs"]
    assert about["NSHighResolutionCapable"] is True
    assert "ko.lproj/InfoPlist.strings" in made.files("COLLECT")
    korean = (platforms.KOREAN_ON_MACOS / "InfoPlist.strings").read_text(encoding="utf-8")
    assert re.search(r'^NSLocalNetworkUsageDescription = ".*네트워크.*";$', korean, re.MULTILINE)
    assert len(made.of("EXE")) == 1, "a single file cannot be a bundle"


def test_nothing_is_left_out_that_the_program_imports() -> None:
    """Neither a whole library nor a part of one."""
    imported = {name for file in (ROOT / "desktop_chat").rglob("*.py") for name in imports(file.read_text(encoding="utf-8"))}
    assert not imported.intersection(contents.EXCLUDED)


def test_a_version_that_is_not_pinned_stops_the_build(build: Callable[[str], Made], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is given away is what was tested."""
    pins = {**contents.locked(ROOT / "requirements"), "zeroconf": "0.1"}
    monkeypatch.setattr(contents, "locked", lambda _folder: pins)
    with pytest.raises(SystemExit, match=f"not as pinned in requirements/: zeroconf {metadata.version('zeroconf')}$"):
        build("linux")
