"""What stands around a name and is no part of it, and what inside a name is written short.

Sources: DOMAIN §6.5 (observed honorifics, Balinese birth-order names, bin/binti), Permendikbud 154/2014 (academic
titles), everyday usage for the rest. Titles are written with their dots; matching allows the dots to be missing.
"""

from __future__ import annotations

from typing import Final


def _words(text: str, between: str | None = None) -> tuple[str, ...]:
    return tuple(text.split(between))


BEFORE_NAME: Final[tuple[str, ...]] = _words(
    "H HJ H.J HJH HI K.H KH KHM TGK TGH UST USTAD USTADZ USTADZAH R R.A R.R R.M RD RADEN T.B DRS DRA IR DR DRG "
    "DRH PROF PDT BAPAK BPK IBU TN TUAN NY NYONYA NONA SDR SDRI SAUDARA SAUDARI ALM ALMH ALMARHUM ALMARHUMAH"
)
"""Honorifics, noble and academic titles before a name."""

AFTER_NAME: Final[tuple[str, ...]] = _words(
    "S.PD S.PD.I S.PD.SD S.PD.K S.PD.H S.PD.AUD S.AG S.H S.H.I S.HI S.E S.E.I S.EI S.E.SY S.SY S.KOM S.KOM.I S.T "
    "S.TP S.T.P S.SI S.SI.T S.SOS S.SOS.I S.IP S.I.P S.I.KOM S.IKOM S.KEP S.K.M S.KM S.FARM S.P S.PT S.PI S.HUT "
    "S.PSI S.HUM S.FIL.I S.TH S.TH.I S.SN S.DS S.S S.TR S.S.T S.ST S.TR.KEB S.TR.KEP S.KED S.KG S.GZ S.AP S.A.P "
    "S.AK S.KEB S.PN S.IN S.STP S.AN S.AB S.KH S.OR S.PAR S.UD S.ARS A.MD A.MD.KEP A.MD.KEB A.MD.PD A.MD.AK "
    "A.MD.FARM A.MD.KOM A.MD.GZ A.MD.KES A.MA A.MA.PD A.P A.PI A.KS A.M.K AMK AM.KEB M.SI M.PD M.PD.I M.H M.H.I "
    "M.HI M.M M.AP M.A M.AG M.T M.KOM M.KES M.SC M.HUM M.E M.E.I M.SOS M.IP M.I.KOM M.KN M.KEP M.FARM M.PSI M.B.A "
    "M.ENG M.P.H M.PH M.PHIL M.TH M.DIV M.ED M.S M.P M.KEB M.PUB M.AK B.A B.SC B.ENG L.C PH.D N.S NERS APT DIPL "
    "SP.PD SP.OG SP.A SP.B SP.JP SP.M H HJ HJH DRS DRA IR DR PROF ALM ALMH ALMARHUM ALMARHUMAH PSIKOLOG AK C.A"
)
"""Titles after a name; they are believed after a comma, or with their dots."""

AFTER_NAME_UNDOTTED: Final[tuple[str, ...]] = _words(
    "SPD SPDI SPDSD SAG SH SHI SE SEI SKOM SSI SSOS SSOSI SIP SKEP SKM SFARM SHUT SPSI SHUM STP SKED SST SSTP AMD "
    "AMDKEP AMDKEB AMDPD AMAPD AMK MSI MPD MPDI MH MM MAG MKOM MKES MSC MHUM MKN MBA NERS APT ST HJ DRS ALM ALMH "
    "ALMARHUM ALMARHUMAH"
)
"""Titles that no name ends in: they are believed at the end even without comma and dots."""

SON_OR_DAUGHTER_OF: Final[tuple[str, ...]] = ("BIN", "BINTI", "BINTE", "BINT", "BTE", "BTI", "BT", "ALIAS", "ALS")
"""What follows is the father's name, or a second name; one registry writes it, the other does not."""

CLAN_MARK: Final[tuple[str, ...]] = ("BORU", "BR")
"""“Daughter of the clan”: the mark goes, the marga stays."""

WRITTEN_OUT: Final[dict[str, str]] = {
    "MUH": "MUHAMMAD",
    "MOH": "MUHAMMAD",
    "MOCH": "MUHAMMAD",
    "MUCH": "MUHAMMAD",
    "MOKH": "MUHAMMAD",
    "MUKH": "MUHAMMAD",
    "MOHD": "MUHAMMAD",
    "MUHD": "MUHAMMAD",
    "MHD": "MUHAMMAD",
    "MOEH": "MUHAMMAD",
    "ABD": "ABDUL",
    "ACH": "AHMAD",
    "AKH": "AHMAD",
    "DG": "DAENG",
    "BGS": "BAGUS",
}
"""Short for one name wherever they stand."""

WRITTEN_OUT_FIRST: Final[dict[str, str]] = {
    "HM": "MUHAMMAD",
    "AB": "ABDUL",
    "ST": "SITI",
    "WD": "WA ODE",
    "LD": "LA ODE",
    "WAODE": "WA ODE",
    "LAODE": "LA ODE",
    "IB": "IDA BAGUS",
    "IDABAGUS": "IDA BAGUS",
    "IDAAYU": "IDA AYU",
    "DAYU": "IDA AYU",
    "AA": "ANAK AGUNG",
    "COK": "COKORDA",
    "GST": "GUSTI",
    "WYN": "WAYAN",
    "NYM": "NYOMAN",
    "KTT": "KETUT",
    "KT": "KETUT",
    "KMG": "KOMANG",
    "KDK": "KADEK",
}
"""Short for one name only at the start, when another token follows."""

WRITTEN_OUT_INSIDE: Final[dict[str, str]] = {"ST": "SITI"}
"""Short for one name between two others; at the end it is a degree."""

BALINESE_ARTICLES: Final[tuple[str, ...]] = ("NI", "I")
BALINESE_ORDER: Final[dict[str, str]] = {
    "WAYAN": "WAYAN",
    "WYN": "WAYAN",
    "MADE": "MADE",
    "MD": "MADE",
    "NYOMAN": "NYOMAN",
    "NYM": "NYOMAN",
    "KETUT": "KETUT",
    "KTT": "KETUT",
    "KT": "KETUT",
    "PUTU": "PUTU",
    "PT": "PUTU",
    "GEDE": "GEDE",
    "GDE": "GEDE",
    "GD": "GEDE",
    "KADEK": "KADEK",
    "KDK": "KADEK",
    "KD": "KADEK",
    "KOMANG": "KOMANG",
    "KMG": "KOMANG",
    "LUH": "LUH",
    "LH": "LUH",
    "GUSTI": "GUSTI",
    "GST": "GUSTI",
    "NENGAH": "NENGAH",
}
"""Names of birth order and caste after I (men) and NI (women), which are often glued to them or written short."""

NO_NAME: Final[frozenset[str]] = frozenset(
    _words(
        "ADMIN | ALM | ALMARHUM | ALMARHUMAH | ALMH | ANONIM | ANONYMOUS | ASDF | BELUM ADA | BELUM ADA NAMA | "
        "BELUM DIBERI NAMA | BELUM DIISI | COBA | COBA COBA | CONTOH | DUMMY | KOSONG | N A | N N | NA | NAMA | "
        "NAMA LENGKAP | NAMA PESERTA | NAN | NIHIL | NN | NO NAME | NONAME | NONE | NULL | QWERTY | TANPA NAMA | "
        "TDK ADA | TES | TEST | TESTING | TIDAK ADA | TIDAK ADA NAMA | TIDAK DIKETAHUI | TIDAK TAHU | UNKNOWN",
        between=" | ",
    )
)
"""Typed where a name had to be there."""
