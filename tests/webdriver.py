"""A browser to test pages in: Chromium without a window, driven through its WebDriver (W3C)."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

__all__ = ["Browser", "chromium", "missing"]

_OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage"
).split()
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
#: What the protocol calls these keys.
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Space": " "}
# The driver is on this machine, whatever stands between it and the world.
_OPENER = build_opener(ProxyHandler({}))


def _find(*names: str) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


def missing() -> str | None:
    """Say why there is no browser to test in, or ``None``."""
    if _find("chromium", "chromium-browser", "google-chrome") is None:
        return "no chromium on the path (Debian: apt-get install chromium chromium-driver)"
    if _find("chromedriver") is None:
        return "no chromedriver on the path (Debian: apt-get install chromium-driver)"
    return None


class Browser:
    """A session of a browser.

    Attributes:
        url: Address of the session.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def _call(self, path: str, body: Any = None, method: str = "POST") -> Any:
        return _call(f"{self.url}/{path}", {} if body is None else body, method)

    def open(self, path: Path, width: int = 1280, height: int = 800, dark: bool = False) -> None:
        """Open a file in a window of some size."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.command("Emulation.setDeviceMetricsOverride", **size)
        self.command("Emulation.setEmulatedMedia", features=[scheme, still])
        self.command("Emulation.setFocusEmulationEnabled", enabled=True)
        # An address that differs in what stands behind the "#" only would not be read again.
        self._call("url", {"url": "about:blank"})
        self._call("url", {"url": path.resolve().as_uri()})
        self._settle()

    def _settle(self) -> None:
        """Give the page time to answer; one without scripts, or in a frame, cannot tell when."""
        time.sleep(0.15)

    def command(self, name: str, **parameters: Any) -> Any:
        """Send a command of the Chrome DevTools protocol."""
        return self._call("goog/cdp/execute", {"cmd": name, "params": parameters})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run JavaScript in the page and return what it returns."""
        return self._call("execute/sync", {"script": script, "args": list(arguments)})

    def find(self, selector: str) -> dict[str, str]:
        """Find an element by a CSS selector."""
        found = self._call("element", {"using": "css selector", "value": selector})
        return {_ELEMENT: found[_ELEMENT]}

    def _show(self, selector: str) -> None:
        self.run(f"document.querySelector({selector!r}).scrollIntoView({{block: 'center'}})")

    def point(self, selector: str, press: bool = False) -> None:
        """Move the mouse onto an element, and press its button."""
        self._show(selector)
        place = self.find(selector)
        moved = {"type": "pointerMove", "duration": 0, "origin": place, "x": 0, "y": 0}
        pressed = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        mouse = {"type": "pointer", "id": "mouse", "actions": [moved, *(pressed if press else ())]}
        self._call("actions", {"actions": [mouse]})
        self._settle()

    def press(self, *names: str) -> None:
        """Press keys, one after the other."""
        actions = [
            {"type": kind, "value": KEYS[name]} for name in names for kind in ("keyDown", "keyUp")
        ]
        self._call("actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})
        self._settle()

    def screenshot(self) -> bytes:
        """Return what is to be seen, as PNG."""
        return base64.b64decode(self._call("screenshot", method="GET"))

    def complaints(self) -> list[str]:
        """Return what the browser has complained of since it was last asked."""
        entries = self._call("se/log", {"type": "browser"})
        return [entry["message"] for entry in entries]


def _call(url: str, body: Any, method: str = "POST") -> Any:
    data = None if method == "GET" else json.dumps(body).encode()
    request = Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with _OPENER.open(request, timeout=60) as answer:
            return json.load(answer)["value"]
    except HTTPError as problem:
        with problem:
            raise AssertionError(f"{url}: {json.load(problem)['value']['message']}") from None


@contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """Run a browser of its own, with a fresh profile."""
    driver, binary = _find("chromedriver"), _find("chromium", "chromium-browser", "google-chrome")
    assert driver and binary
    process = subprocess.Popen(
        [driver, "--port=0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "NO_PROXY": "127.0.0.1,localhost"},
    )
    try:
        assert process.stdout is not None
        port = next(
            match[1]
            for line in process.stdout
            if (match := re.search(r"started successfully on port (\d+)", line))
        )
        options = {"binary": binary, "args": [*_OPTIONS, f"--user-data-dir={profile}"]}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        address = f"http://127.0.0.1:{port}/session"
        session = _call(address, {"capabilities": {"alwaysMatch": wanted}})
        url = f"{address}/{session['sessionId']}"
        try:
            yield Browser(url)
        finally:
            _call(url, {}, "DELETE")
    finally:
        process.terminate()
        process.wait(30)
        assert process.stdout is not None
        process.stdout.close()
