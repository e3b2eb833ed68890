"""Twenty invented regulators with real countries and time zones, and the configuration that names them."""

from __future__ import annotations

from msgspec import Struct


class Office(Struct, frozen=True):
    """One regulator of the synthetic record."""

    key: str
    name: str
    country: str
    zone: str

    @property
    def address(self) -> str:
        return f"office@{self.key.lower()}.example"


OFFICES = tuple(
    Office(*line.split("|"))
    for line in """
BRTEL|Telecommunications Agency of Brazil|BR|America/Sao_Paulo
BRDATA|Data Authority of Brazil|BR|America/Sao_Paulo
PKTEL|Telecommunication Authority of Pakistan|PK|Asia/Karachi
INCOM|Communications Board of India|IN|Asia/Kolkata
INDATA|Data Board of India|IN|Asia/Kolkata
DENET|Network Agency of Germany|DE|Europe/Berlin
FRDATA|Data Commission of France|FR|Europe/Paris
GBCOM|Communications Office of the United Kingdom|GB|Europe/London
IEDATA|Data Commission of Ireland|IE|Europe/Dublin
USTRADE|Trade Commission of the United States|US|America/New_York
CADATA|Privacy Office of Canada|CA|America/Toronto
MXTEL|Telecommunications Institute of Mexico|MX|America/Mexico_City
AUSAFE|Online Safety Office of Australia|AU|Australia/Sydney
NZDATA|Privacy Office of New Zealand|NZ|Pacific/Auckland
JPDATA|Data Commission of Japan|JP|Asia/Tokyo
KRCOM|Communications Commission of Korea|KR|Asia/Seoul
SGMEDIA|Media Authority of Singapore|SG|Asia/Singapore
IDCOM|Communications Ministry of Indonesia|ID|Asia/Jakarta
AETEL|Telecommunications Authority of the Emirates|AE|Asia/Dubai
ZATEL|Communications Authority of South Africa|ZA|Africa/Johannesburg
""".strip().splitlines()
)

COMPANY_ADDRESS = "policy@company.example"

STATUTORY = """
[[rules]]
kind = "no-reply"
name = "answer-by-law"
after = "20 working days"
basis = "section 12 of the Administrative Procedure Act"
regulators = ["{keys}"]
"""


def configuration(offices: tuple[Office, ...]) -> str:
    """`assistant.toml` for these regulators; every fourth of them has to answer by law."""
    company = (
        f'[company]\nname = "The Company"\naddresses = ["{COMPANY_ADDRESS}"]\ndomains = ["company.example"]\n'
        'signature = "Public Policy"\n'
    )
    tables = [
        f'\n[regulators.{o.key}]\nname = "{o.name}"\ncountry = "{o.country}"\ntimezone = "{o.zone}"\n'
        f'addresses = ["{o.address}"]\ndomains = ["{o.key.lower()}.example"]\n'
        for o in offices
    ]
    return company + "".join(tables) + STATUTORY.format(keys='", "'.join(o.key for o in offices[::4]))
