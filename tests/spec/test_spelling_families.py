"""Which names are one name in several spellings, and which only look alike.

Each line of ONE_NAME lists spellings that must be the same after folding; each line of TWO_NAMES lists names that must not.
Families and counts: DOMAIN §6.4.
"""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from uhcmatch.normalise.names import clean_names
from uhcmatch.normalise.spelling import fold_names
from uhcmatch.normalise.text import plain

ONE_NAME = """
Muhammad      : muhammad muhamad mohammad muh moh mohamad mochammad mochamad moch muhamat muchamad muchammad muhammat mohd
Muhammad      : muhammad mukhammad mukhamad mokhamad muhd mhd
Ahmad         : ahmad achmad akhmad ahmat ahmed ach
Abdul         : abdul abd
Abdullah      : abdullah abdulah abdulloh
Abdillah      : abdillah abdilah
Abdurrahman   : abdurrahman abdurahman abdulrahman abdurachman abdul_rahman abdul_rohman abdur_rahman abd_rahman
Abdussalam    : abdussalam abdusalam abdus_salam abdul_salam
Siti          : siti sitti sity
Nur           : nur noor nor noer nuur
Nurhayati     : nurhayati norhayati noorhayati
Nurjannah     : nurjanah nurjannah norjanah
Rahmat        : rahmat rohmat rahmad rachmad rachmat
Rahman        : rahman rohman rachman rochman
Zahra         : zahra zahro zahrah zahroh
Ramadhan      : ramadhan ramadan romadhon romadlon
Ramadhani     : ramadhani ramadani
Mubarak       : mubarak mubarok
Khairul       : khairul khoirul choirul chairul hairul khaerul
Khadijah      : khadijah hadijah khodijah khotijah chadijah
Khalifah      : kholifah khalifah cholifah holifah
Fachri        : fakhri fachri fahri
Fitri         : fitri pitri
Fatimah       : fatimah patimah fatima
Yusuf         : yusuf yusup jusuf
Arif          : arif arief arip
Faisal        : faisal faizal paisal
Taufik        : taufik taufiq topik
Fajar         : fajar pajar
Stefanus      : stefanus stevanus stepanus stephanus
Novi          : novi nofi nopi
Fauzi         : fauzi fauji pauji
Rizki         : rizky rizki riski risky rizqi rezky reski rizqy
Zainal        : zainal zaenal jainal jaenal
Zulkifli      : zulkifli zulkipli julkifli sulkifli dzulkifli
Zaki          : zaki dzaky jaki
Dzikri        : dzikri zikri
Azis          : azis aziz ajis
Razak         : razak rajak rozaq
Ridho         : ridho rido ridlo
Fadhil        : fadhil fadil padil
Luthfi        : luthfi lutfi lutpi
Ridwan        : ridwan riduan ridlwan
Thoriq        : thoriq toriq
Natsir        : natsir nasir
Usman         : usman utsman oesman
Iqbal         : iqbal ikbal
Qomariah      : qomariah komariah kamariah
Shiddiq       : shiddiq siddiq sidik sodiq
Syamsul       : syamsul samsul
Syarif        : syarif sarif sjarif
Aisyah        : aisyah aisah aisya
Saleh         : saleh soleh sholeh
Solihin       : solihin sholihin solichin
Nabila        : nabila nabilah nabilla
Anisa         : anisa anisah annisa
Indah         : inda indah
Fitriani      : fitriani fitriyani
Sugianto      : sugianto sugiyanto
Yulianti      : yulianti julianti yuliyanti
Edi           : edi edy eddy
Dedi          : dedi dedy
Heri          : heri hery herry
Putri         : putri putry poetri
Supriadi      : supriadi supriyadi
Setiawan      : setiawan setyawan setiyawan
Salsabila     : salsabila salsabilla
Zainuddin     : zainuddin zainudin
Wahyudin      : wahyudin wahyuddin
Sukarno       : sukarno soekarno
Suharto       : suharto soeharto
Joko          : joko djoko
Cahyo         : cahyo tjahjo
Cahya         : cahya tjahja
Sujono        : sujono soedjono
Wijaya        : wijaya widjaja widjaya
Agus          : agus agoes
Budi          : budi boedi
Suryadi       : suryadi soerjadi
Slamet        : slamet selamat selamet
Sulaiman      : sulaiman suleman
Husain        : husain husein husin
Umar          : umar omar
Yohanes       : yohanes johanes
Maria         : maria marya
Lim           : lim liem
Sariyem       : sariyem sariem
Tio           : tio thio
Ma'ruf        : ma'ruf maruf makruf
"""

TWO_NAMES = """
dwi dewi
eka eko
sutini sutinah
wahyuni wahyuningsih
fauzi fauzan
rahman rahmat
hasan husain
sukirman sukiman
joko jaka
sukarno sukarna
suharto suharta
hasnah hasniah
aisyah asiah
yuni yani
wati watini
anjani anyani
panjaitan panyaitan
rizki rizka
sri siti
nur nurul
sariyem sarim
"""


def folded(names: list[str]) -> list[str]:
    clean = clean_names(plain(pl.Series(names)))
    return fold_names(clean)["name_folded"].to_list()


@cache
def folded_all() -> dict[str, str]:
    families = [word for line in ONE_NAME.strip().splitlines() for word in line.partition(":")[2].split()]
    words = list(dict.fromkeys([*families, *TWO_NAMES.split()]))
    return dict(zip(words, folded([word.replace("_", " ") for word in words]), strict=True))


@pytest.mark.parametrize("line", ONE_NAME.strip().splitlines())
def test_spellings_of_one_name_fold_together(line: str) -> None:
    assert len({folded_all()[spelling] for spelling in line.partition(":")[2].split()}) == 1


@pytest.mark.parametrize("line", TWO_NAMES.strip().splitlines())
def test_names_that_only_look_alike_stay_apart(line: str) -> None:
    names = line.split()
    assert len({folded_all()[name] for name in names}) == len(names)


def test_all_variants_are_fixed_points_of_folding() -> None:
    once = list(folded_all().values())
    assert folded(once) == once
