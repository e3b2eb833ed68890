"""The configuration as it is read, and as it is read again."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from assistant import config
from assistant.errors import UsageProblem

WRITTEN = """
author = "N. Officer"
[company]
name = "Acme"
domains = ["acme.example"]
[regulators.PTA]
name = "Pakistan Telecommunication Authority"
country = "PK"
[[regulators.PTA.calendar.add]]
date = 2020-10-30
name = "Mawlid"
[[rules]]
kind = "no-reply"
after = "10 working days"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "assistant.toml"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_reading_again_gives_the_same_settings(file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    first = config.load(file, required=True, kept=kept)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert config.load(file, required=True, kept=kept) == first == config.load(file, required=True)
    assert first.regulators["PTA"].calendar.add[0].date == date(2020, 10, 30)


def test_what_was_kept_is_what_is_used(file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    config.load(file, required=True, kept=kept)
    kept.write_bytes(kept.read_bytes().replace(b'"name":"Acme"', b'"name":"Other"'))
    assert config.load(file, required=True, kept=kept).company.name == "Other"


def test_an_edit_of_the_same_length_at_the_same_time_is_seen(file: Path, tmp_path: Path) -> None:
    kept, times = tmp_path / "kept", file.stat()
    config.load(file, required=True, kept=kept)
    file.write_text(WRITTEN.replace("Acme", "Emca"), encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert config.load(file, required=True, kept=kept).company.name == "Emca"


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b'{"text": 1}', b'{"text": "", "version": "", "settings": {}}']
)
def test_a_damaged_keep_is_as_good_as_none(file: Path, tmp_path: Path, damage: bytes) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(damage)
    assert config.load(file, required=True, kept=kept) == config.load(file, required=True)


def test_another_program_version_reads_anew(file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    config.load(file, required=True, kept=kept)
    old = kept.read_bytes().replace(b'"name":"Acme"', b'"name":"Other"').replace(b'"version":"', b'"version":"0')
    kept.write_bytes(old)
    assert config.load(file, required=True, kept=kept).company.name == "Acme"


def test_the_same_words_elsewhere_are_named_by_their_own_place(file: Path, tmp_path: Path) -> None:
    kept, other = tmp_path / "kept", tmp_path / "other.toml"
    other.write_text(WRITTEN, encoding="utf-8")
    config.load(file, required=True, kept=kept)
    assert config.load(other, required=True, kept=kept).source == str(other)


def test_a_mistake_is_not_kept(file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    file.write_text("[company]\nnme = 'Acme'\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(UsageProblem, match="unknown key `nme`"):
            config.load(file, required=True, kept=kept)
    assert not kept.exists()


def test_where_nothing_can_be_kept_it_is_read_all_the_same(file: Path, tmp_path: Path) -> None:
    assert config.load(file, required=True, kept=tmp_path / "missing" / "kept").company.name == "Acme"


@pytest.mark.parametrize(("table", "line"), [("[company]", 4), ("[regulators.PTA]", 7)])
def test_a_pattern_of_reference_numbers_is_a_regular_expression(table: str, line: int) -> None:
    text = WRITTEN.replace(table, f'{table}\nreferences = ["POL-\\\\d+", "PTA/("]')
    with pytest.raises(UsageProblem, match=rf"conf, line {line}: 'PTA/\(' in `references` is no regular expression"):
        config.parse(text, "conf")
    assert config.parse(text.replace("PTA/(", "PTA/"), "conf").source == "conf"


@pytest.mark.parametrize("domain", ["https://pta.gov.pk/", "www.pta.gov.pk/mail", "pta.gov.pk, pta.pk", "", "@"])
@pytest.mark.parametrize(("table", "line"), [("company", 3), ("regulators.PTA", 5)])
def test_a_domain_is_one_that_an_address_may_have(table: str, line: int, domain: str) -> None:
    text = WRITTEN.replace('domains = ["acme.example"]\n', "").replace(
        f"[{table}]\n", f'[{table}]\ndomains = ["ok.example", "{domain}"]\n'
    )
    with pytest.raises(UsageProblem, match=f"conf, line {line + 1}: .* is not the domain of an address") as raised:
        config.parse(text, "conf")
    assert "pta.gov.pk" not in domain or "such as pta.gov.pk." in str(raised.value.hint)


@pytest.mark.parametrize("domain", ["@pta.gov.pk", "*.pta.gov.pk", "büro.example", "info@pta.gov.pk", "localhost."])
def test_what_is_understood_as_a_domain_stays_so(domain: str) -> None:
    config.parse(WRITTEN.replace("acme.example", domain), "conf")
