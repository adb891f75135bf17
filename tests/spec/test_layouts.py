"""One row of every layout that offices hold, and what it is read as (DOMAIN §2.1, §2.2, §2.5).

In front the header and one row of a file; then what RECORDS say of it. Made-up people, region 3298.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from uhcmatch.files import read_inputs
from uhcmatch.normalise import comparable
from uhcmatch.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.columns import Role

TODAY = date(2026, 11, 23)

POPULATION = """
siak
NO_KTP|NIK|NAMA_LGKP|JENIS_KLMIN|TMPT_LHR|TGL_LHR|STAT_HBKEL|NAMA_LGKP_IBU|NO_KK|NO_KEC|NO_KEL|STAT_HIDUP|ALAMAT|NO_RT|NO_RW
10.5002.1|3298015504830002|SEKAR|2|BOGOR|15-04-1983|3|WATI|3298010101100001|1|1002|1|JL X|1|12
nik=3298015504830002 jenis_kelamin=P tanggal_lahir=1983-04-15 hubungan=ISTRI rt=001 rw=012 kelurahan=1002 kecamatan=1

web service
content[0].NIK|content[0].NAMA_LGKP|content[0].TGL_LHR|content[0].JENIS_KLMIN|content[0].NO_KEL|content[0].KEL_NAME|content[0].KEC_NAME
3298015504830002|SEKAR|1983-04-15|Perempuan|1002|MEKAR|UTARA
nik=3298015504830002 nama=SEKAR tanggal_lahir=1983-04-15 jenis_kelamin=P kelurahan=MEKAR kecamatan=UTARA

opensid
nama|no_kk|nik|sex|tanggallahir|kk_level|rt|rw|status_dasar|no_asuransi
SEKAR|3298010101100001|3298015504830002|2|1983-04-15|1|1|2|2|
nik=3298015504830002 hubungan=KEPALA_KELUARGA jenis_kelamin=P rt=001

penduduk_all
NO|NIK|NomorKK|NamaLengkap|JenisKelamin|TanggalLahir|StatusHubunganDalamKeluarga|TGL_PINDAH|RT|RW|Desa|Kecamatan
1|'3298015504830002|'3298010101100001|SEKAR|PEREMPUAN|15-04-1983|ISTRI|01-02-2024|1|2|Mekar|Utara
nik=3298015504830002 no_kk=3298010101100001 hubungan=ISTRI excluded=pindah kelurahan=MEKAR

dinsos
NO|NAMA |NO NIK|NO KK|ALAMAT|RT|RW|DESA / KELURAHAN|KECAMATAN|STATUS DTKS
1|SEKAR|3298015504830002|3298010101100001|JL X|01|`9|MEKAR|UTARA |YA
nik=3298015504830002 nama=SEKAR rt=001 rw=009 kelurahan=MEKAR kecamatan=UTARA

rt book
NO|NOMOR KARTU KELUARGA|NIK|NAMA|TGL/BLN/TH LAHIR|ALAMAT|STATUS HUBUNGAN DALAM KELUARGA
1|3298010101100001|3298015504830002|SEKAR|15 April 1983|KP X RT 003 RW 004|ANAK
tanggal_lahir=1983-04-15 rt=003 rw=004 hubungan=ANAK

birth date in three columns
NO|NIK|NAMA|TGL|BLN|THN|L|P
1|3298015504830002|SEKAR|15|4|1983||v
nik=3298015504830002 tanggal_lahir=1983-04-15

one column for place and date
No. KTP/NIK|Nama Lengkap|JK (L/P)|Tempat/Tgl. Lahir|RT/RW|Kel./Desa
3298015504830002|SEKAR|p|BOGOR, 15 Apr 1983|3/4|Mekar
nik=3298015504830002 jenis_kelamin=P tanggal_lahir=1983-04-15 rt=003 rw=004 kelurahan=MEKAR
"""

MEMBERS = """
masterfile
NOKA|NIK|NAMA|PISAT|TGLLHR|JENKEL|SEGMEN|STATUS|KELAS|NMPPK|TMT|KDDESA
0001234567890|3298015504830002|SEKAR|Istri|15/04/1983|P|PBPU dan BP Pemda|NON AKTIF|3|PKM|01/01/2020|1002
nomor_kartu=0001234567890 hubungan=ISTRI segmen=PBPU_PEMDA status_peserta=nonaktif_lain tanggal_lahir=1983-04-15

siks-ng
KECAMATAN|KELURAHAN|RT|RW|NOKA_BPJS|PSNOKA_BPJS|NAMA|TANGGAL_LAHIR|JENIS_KELAMIN|NIK|NOKK|HUB_KELUARGA|KETERANGAN
UTARA|MEKAR|1|2|0001111111111|0002222222222|SEKAR|1983-04-15|2|3298015504830002|3298010101100001|5|PBI JK 2026
nomor_kartu=0002222222222 hubungan=TAMBAHAN kelurahan=MEKAR rt=001 jenis_kelamin=P status_peserta=-

annex
NO.|NO. KARTU|NIK|NAMA|ALAMAT
1.234|1234567|3298015504830002|SEKAR|KP. X 1/2 MEKAR JAYA, TANAH-SAREAL, KAB. Y
nomor_kartu=0000001234567 rt=001 rw=002 kelurahan=MEKAR_JAYA kecamatan=TANAH-SAREAL tanggal_lahir=- segmen=-

vclaim
nik|noKartu|nama|pisa|sex|tglLahir|jenisPeserta.kode|jenisPeserta.keterangan|statusPeserta.kode|statusPeserta.keterangan
3298015504830002|0001234567890|SEKAR|5|P|1983-04-15|13|PEGAWAI SWASTA|9|Non Aktif Karna Premi
hubungan=TAMBAHAN segmen=PPU status_peserta=nonaktif_menunggak tanggal_lahir=1983-04-15

pcare
noKartu|nama|hubunganKeluarga|sex|tglLahir|jnsPeserta.nama|jnsPeserta.kode|noKTP|aktif|ketAktif
0001234567890|SEKAR|Istri|P|15-04-1983|PBI (APBD)|22|3298015504830002|true|AKTIF
nik=3298015504830002 segmen=PBPU_PEMDA status_peserta=aktif hubungan=ISTRI

antrean
nomorkartu|nik|nomorkk|nama|jeniskelamin|tanggallahir|alamat|namakec|namakel|rw|rt
0001234567890|3298015504830002|3298010101100001|SEKAR|P|1983-04-15|JL X|UTARA|MEKAR|002|001
no_kk=3298010101100001 kelurahan=MEKAR kecamatan=UTARA rt=001 rw=002

hospital
Card Number|National ID|Patient Name|Date of Birth|Gender|Membership Type|Membership Status|Village|District
0001234567890|3298015504830002|SEKAR|1983-04-15|Female|PEKERJA MANDIRI|INACTIVE|MEKAR|UTARA
nik=3298015504830002 jenis_kelamin=P segmen=PBPU_MANDIRI status_peserta=nonaktif_lain kelurahan=MEKAR

abbreviated
NO_PESERTA|NO_KTP|NM_PESERTA|TGL_LAHIR_PESERTA|JNS_KLMN|NM_SEGMEN|STS_KEPESERTAAN|NM_DESA|NM_KEC
1234567890|3298015504830002|SEKAR|15.04.83|2|PBI APBN|AKTIF|MEKAR|UTARA
nomor_kartu=0001234567890 tanggal_lahir=1983-04-15 segmen=PBI_JK status_peserta=aktif kecamatan=UTARA
"""


def layouts() -> list[tuple[Role, str]]:
    sides: tuple[tuple[Role, str], ...] = (("population", POPULATION), ("members", MEMBERS))
    return [(role, layout.strip()) for role, table in sides for layout in table.split("\n\n")]


@pytest.mark.parametrize(("role", "layout"), layouts(), ids=[layout.splitlines()[0] for _, layout in layouts()])
def test_a_row_of_a_layout_is_read_as(role: Role, layout: str, tmp_path: Path) -> None:
    _, header, row, expected = layout.splitlines()
    path = tmp_path / "ekspor.csv"
    path.write_text(f"{header}\n{row}\n")
    read = comparable(read_inputs([path], role, {}).frame, role, Settings(), TODAY).records.row(0, named=True)
    for told in expected.split():
        field, _, value = told.partition("=")
        found = "-" if read[field] is None else str(read[field]).replace(" ", "_")
        assert f"{field}={found}" == f"{field}={value}"
