"""The command: what it prints, what it says when something is wrong, what it leaves behind."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import biaslens
from biaslens.cli import main

EXAMPLES = Path(__file__).parent.parent / "examples"
WIRE = EXAMPLES / "wire.txt"
NEWSROOM = EXAMPLES / "newsroom.yaml"
TEXT = "A headline\n\nThe regime said it had reportedly won.\n"
COMMAND = (sys.executable, "-c", "from biaslens.cli import main; main()")


@pytest.fixture
def run(capsysbinary, monkeypatch):
    """Run the command in this process; returns its status, output and errors."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*arguments: object, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        captured = capsysbinary.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, captured.out.decode(), captured.err.decode()

    return run


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_text_is_the_default(run, article):
    status, output, errors = run("annotate", article)
    assert (status, errors) == (0, "")
    assert output.startswith("A headline\n")
    assert "~reportedly~" in output
    assert "loaded/regime" in output


def test_json_is_the_report(run, article):
    status, output, _ = run("annotate", "--format", "json", article)
    expected = biaslens.annotate(biaslens.Article(TEXT, id=str(article)))
    assert status == 0
    assert biaslens.Report.from_dict(json.loads(output)) == expected


def test_json_of_several_files_is_an_array(run, article):
    status, output, _ = run("annotate", "--format", "json", article, WIRE)
    reports = json.loads(output)
    assert status == 0
    assert [report["article"]["id"] for report in reports] == [str(article), str(WIRE)]


def test_json_of_several_files_is_an_array_even_if_one_is_left(run, article, tmp_path):
    status, output, _ = run("annotate", "--format", "json", article, tmp_path / "none.txt")
    assert status == 1
    assert len(json.loads(output)) == 1


def test_jsonl_is_one_line_each(run, article):
    status, output, _ = run("annotate", "--format", "jsonl", article, WIRE)
    lines = output.splitlines()
    assert status == 0
    assert [json.loads(line)["article"]["id"] for line in lines] == [str(article), str(WIRE)]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(run, arguments):
    status, output, _ = run("annotate", "--format", "json", *arguments, stdin=TEXT.encode())
    record = json.loads(output)
    assert status == 0
    assert record["text"] == TEXT
    assert record["article"]["id"] is None


def test_empty_input(run):
    status, output, errors = run("annotate", stdin=b"")
    assert (status, errors) == (0, "")
    assert "(no title)" in output


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_are_kept(run, tmp_path, ends):
    text = TEXT.replace("\n", ends)
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode())
    _, output, _ = run("annotate", "--format", "json", path)
    record = json.loads(output)
    assert record["text"] == text
    assert all(text[h["start"] : h["end"]] == "reportedly" for h in record["hedges"])
    assert record["hedges"]


def test_byte_order_mark_is_not_text(run, tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    _, output, _ = run("annotate", "--format", "json", path)
    assert json.loads(output)["text"] == TEXT


def test_layers(run, article):
    _, output, _ = run("annotate", "--format", "json", "--layer", "hedging", article)
    record = json.loads(output)
    assert record["hedges"]
    assert not record["loaded_terms"]
    assert not record["attributions"]


def test_all_zones(run):
    _, some, _ = run("annotate", EXAMPLES / "opposition.txt")
    _, whole, _ = run("annotate", "--all-zones", EXAMPLES / "opposition.txt")
    assert "oda_fisher" not in some
    assert "*Terrorists*" in whole
    assert "left out" not in whole


def test_lexicon(run):
    text = b"The last nest of terror fell."
    found = [
        [term["entry"] for term in json.loads(output)["loaded_terms"]]
        for _, output, _ in (
            run("annotate", "--format", "json", *extra, stdin=text)
            for extra in ((), ("--lexicon", NEWSROOM))
        )
    ]
    assert "loaded/nest-of-terror" not in found[0]
    assert "loaded/nest-of-terror" in found[1]


def test_colour_when_asked_for(run, article):
    assert "\x1b[" in run("annotate", "--color", "always", article)[1]
    assert "\x1b[" not in run("annotate", "--color", "never", article)[1]
    # The output is no terminal here.
    assert "\x1b[" not in run("annotate", article)[1]


@pytest.mark.parametrize(("no_color", "coloured"), [(None, True), ("1", False), ("", True)])
def test_no_color(run, article, monkeypatch, no_color, coloured):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    assert ("\x1b[" in run("annotate", article)[1]) is coloured


# --- what is wrong -----------------------------------------------------------------------------


def test_one_bad_file_does_not_stop_the_others(run, article, tmp_path):
    status, output, errors = run("annotate", "--format", "jsonl", tmp_path / "no.txt", article)
    assert status == 1
    assert errors == f"biaslens: {tmp_path / 'no.txt'}: there is no such file\n"
    assert json.loads(output)["text"] == TEXT


def test_directory(run, tmp_path):
    status, output, errors = run("annotate", tmp_path)
    assert (status, output) == (1, "")
    assert errors == f"biaslens: {tmp_path}: expected a text file, found a directory\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"one\ntwo caf\xe9", "expected UTF-8, found the byte 0xE9 at offset 11 (line 2)"),
        (b"\xef\xbb\xbfone\xff", "expected UTF-8, found the byte 0xFF at offset 6 (line 1)"),
        (b"\xff\xfeA\x00", "expected UTF-8, found the byte 0xFF at offset 0 (line 1)"),
    ],
)
def test_not_utf8(run, tmp_path, content, said):
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    status, output, errors = run("annotate", path)
    assert (status, output) == (1, "")
    assert errors == f"biaslens: {path}: {said}\n"


def test_broken_lexicon(run, article, tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("schema: 1\nname: x\nloadd: []\n", encoding="utf-8")
    status, output, errors = run("annotate", "--lexicon", path, article)
    assert (status, output) == (2, "")
    assert errors.startswith("biaslens: ")
    assert f"{path}:3:1: " in errors
    assert "loaded" in errors


def test_missing_lexicon(run, article, tmp_path):
    status, output, errors = run("annotate", "--lexicon", tmp_path / "none.yaml", article)
    assert (status, output) == (2, "")
    assert errors.startswith("biaslens: ")
    assert "none.yaml" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("annotate", "--format", "xml"), "xml"),
        (("annotate", "--layer", "hedge"), "hedge"),
        (("annotate", "--colour", "always"), "--colour"),
        (("anotate",), "anotate"),
    ],
)
def test_wrong_call(run, arguments, named):
    status, output, errors = run(*arguments)
    assert (status, output) == (2, "")
    assert errors.startswith("biaslens: ")
    assert named in errors
    assert "--help" in errors


# --- files -------------------------------------------------------------------------------------


def test_output_file(run, article, tmp_path):
    target = tmp_path / "report.json"
    status, output, _ = run("annotate", "--format", "json", "-o", target, article)
    assert (status, output) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["text"] == TEXT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "report.json"]


def test_output_file_stays_when_nothing_could_be_read(run, tmp_path):
    target = tmp_path / "report.json"
    target.write_text("old", encoding="utf-8")
    status, _, _ = run("annotate", "--format", "json", "-o", target, tmp_path / "none.txt")
    assert status == 1
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_output_file_stays_when_something_breaks(run, article, tmp_path, monkeypatch):
    target = tmp_path / "report.json"
    target.write_text("old", encoding="utf-8")

    def breaks(self):
        raise RuntimeError

    monkeypatch.setattr(biaslens.Report, "to_json", breaks)
    with pytest.raises(RuntimeError):
        main(["annotate", "--format", "json", "-o", str(target), str(article)])
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "report.json"]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_output_file_keeps_its_permissions(run, article, tmp_path):
    target = tmp_path / "report.txt"
    target.touch(mode=0o640)
    run("annotate", "-o", target, article)
    assert target.stat().st_mode & 0o777 == 0o640


def test_output_folder_that_is_not_there(run, article, tmp_path):
    target = tmp_path / "none" / "report.txt"
    status, _, errors = run("annotate", "-o", target, article)
    assert status == 1
    assert errors.startswith(f"biaslens: {target}: ")


# --- the process -------------------------------------------------------------------------------


def test_version(run):
    status, output, _ = run("--version")
    assert status == 0
    assert output.startswith("biaslens ")


def test_help_names_every_option(run):
    status, output, _ = run("annotate", "--help")
    assert status == 0
    options = ("--lexicon", "--format", "--layer", "--all-zones", "--color", "--output")
    assert [option for option in options if option not in output] == []


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_has_seen_enough(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 2000, encoding="utf-8")
    command = [*COMMAND, "annotate", str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_a_terminal_that_cannot_say_it():
    done = subprocess.run(
        [*COMMAND, "annotate", str(WIRE)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert b"Marsalin" in done.stdout
