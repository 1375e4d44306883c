"""What is installed is what is meant: names, types, version, and the wheel itself."""

from __future__ import annotations

import doctest
import importlib
import json
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

import biaslens

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    module.name for module in pkgutil.walk_packages(biaslens.__path__, prefix="biaslens.")
)


def imported(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except biaslens.MissingPackageError as missing:
        pytest.skip(str(missing))


def test_all_is_every_public_name():
    assert all(hasattr(biaslens, name) for name in biaslens.__all__)
    public = {
        name
        for name in dir(biaslens)
        if not name.startswith("_") and not isinstance(getattr(biaslens, name), ModuleType)
    }
    assert public == {name for name in biaslens.__all__ if not name.startswith("_")}


def test_names_that_are_promised():
    promised = {"annotate", "Annotator", "Article", "Report", "Lexicon", "BiaslensError"}
    assert promised <= set(biaslens.__all__)


def test_every_error_is_a_biaslens_error():
    errors = importlib.import_module("biaslens.errors")
    found = [value for value in vars(errors).values() if isinstance(value, type)]
    raised = [value for value in found if issubclass(value, Exception)]
    assert len(raised) >= 3
    assert all(issubclass(value, biaslens.BiaslensError) for value in raised)


def test_version_is_the_one_in_pyproject():
    declared = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    assert declared is not None
    assert version("biaslens") == biaslens.__version__ == declared[1]


def test_is_typed():
    assert resources.files("biaslens").joinpath("py.typed").is_file()


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    module = imported(name)
    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_all_of_every_module_exists(name):
    module = imported(name)
    assert all(hasattr(module, public) for public in getattr(module, "__all__", ()))


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        # What is tested is the package as installed, whatever else is on the path.
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel that is built from the source distribution, so that both are whole."""
    dist = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", dist, cwd=ROOT)
    (sdist,) = dist.glob("*.tar.gz")
    safely = {"filter": "data"} if sys.version_info >= (3, 12) else {}
    shutil.unpack_archive(sdist, dist, **safely)
    source = dist / sdist.name.removesuffix(".tar.gz")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", dist, cwd=source)
    (built,) = dist.glob("*.whl")
    return built


def test_wheel_holds_every_file_of_the_package(wheel):
    package = ROOT / "src" / "biaslens"
    expected = {
        f"biaslens/{file.relative_to(package).as_posix()}"
        for file in package.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    expected.add("biaslens/data/lexicon-en.txt")  # which the build makes
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("biaslens/")}
        licenses = [name for name in archive.namelist() if "/licenses/" in name]
    assert held == expected
    assert any(name.endswith(".yaml") for name in held)
    assert any(name.endswith("/LICENSE") for name in licenses)


def test_wheel_works_in_a_fresh_environment(wheel, tmp_path):
    venv.create(tmp_path / "venv", symlinks=sys.platform != "win32")
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / "python"
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install"),
        *("--quiet", "--no-deps", "--no-index", "--no-compile", wheel),
        cwd=tmp_path,
    )
    # The dependencies are borrowed from here; the package itself comes first on the path.
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run(python, "-c", code, cwd=tmp_path).strip())
    site.joinpath("borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    where = run(python, "-c", "import biaslens; print(biaslens.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(site)
    assert run(scripts / "biaslens", "--version", cwd=tmp_path).split() == [
        "biaslens",
        version("biaslens"),
    ]
    article = ROOT / "examples" / "wire.txt"
    output = run(scripts / "biaslens", "annotate", "--format", "json", article, cwd=tmp_path)
    assert json.loads(output)["attributions"]
