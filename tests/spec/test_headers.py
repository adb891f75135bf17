"""Which headers of an export are which field, also where nobody wrote them like this before (DOMAIN §2.1–2.3).

Each line: headers of one file separated by `|`, and behind `=>` the field each is read as; a dash is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from uhcmatch.files.header.heading import resolve

if TYPE_CHECKING:
    from uhcmatch.columns import Role

POPULATION = """
NIK | NO_KTP | NAMA_LGKP | TGL_LHR            => nik - nama tanggal_lahir
NO_KTP | NAMA_LGKP                            => nik nama
No. KTP/NIK | Nama Lengkap Penduduk           => nik nama
NIK (16 digit) | NO_KTP | NAMA                => nik - nama
Nomor Kartu Keluarga (No. KK) | N.I.K | NAMA  => no_kk nik nama
no_kartu_keluarga | no_nik | nm_penduduk      => no_kk nik nama
Tgl. Lahir (dd/mm/yyyy) | JK (L/P)            => tanggal_lahir jenis_kelamin
TGL_LHR_PDDK | jns_klmin | tmp_lhr            => - jenis_kelamin tempat_lahir
Tempat/Tgl. Lahir | Jenis Kelamin (L / P)     => tempat_tanggal_lahir jenis_kelamin
Kel./Desa | Kec. | R.T. | R.W.                => kelurahan kecamatan rt rw
Nama Desa/Kel. | Nama Kec.                    => kelurahan kecamatan
Alamat Sesuai KTP | RT / RW                   => alamat rt_rw
Hub. Keluarga | Status dlm Keluarga           => hubungan -
Nama Ibu Kandung | Nama (Ibu) | Nama          => nama_ibu - nama
Nama Kepala Keluarga | NIK Ibu | Nama         => - - nama
Tgl. Entri | Tanggal Data | TGL_KWN           => - - -
NIK Kepala Keluarga | NIK Anggota Keluarga    => - nik
TANGGAL LAHIR (TGL-BLN-THN) | Hub dgn KK      => tanggal_lahir hubungan
NKK | KELAMIN (L/P) | ALAMAT RMH | P/L        => no_kk - alamat jenis_kelamin
"""

MEMBERS = """
NOKA_BPJS | PSNOKA_BPJS | NAMA                      => - nomor_kartu nama
No Kartu BPJS | Nomor KK | NIK Peserta              => nomor_kartu no_kk nik
No. Kartu Peserta JKN-KIS BPJS Kesehatan | NAMA     => nomor_kartu nama
NO_PESERTA | NAMA LENGKAP PESERTA | TGL_LAHIR_PST   => nomor_kartu nama tanggal_lahir
statusPeserta.kode | statusPeserta.keterangan       => - status_peserta
response.peserta.noKartu | peserta/jenisPeserta/keterangan => nomor_kartu segmen
Jenis Kepesertaan | Status Kepesertaan              => segmen status_peserta
NM_SEGMEN | KD_SEGMEN | STS_PST                     => segmen - status_peserta
NOKAPST | NIKPST | NMPST | TGLLHRPST | JKPST         => nomor_kartu nik nama tanggal_lahir jenis_kelamin
KEPESERTAAN JENIS | KEPESERTAAN STATUS              => segmen status_peserta
aktif | ketAktif | noKTP                            => - status_peserta nik
STATUS KEPESERTAAN DTKS | STATUS DATA               => - -
Card Number | National ID | Patient Name | Gender   => nomor_kartu nik nama jenis_kelamin
Date of Birth | Village | District | Address        => tanggal_lahir kelurahan kecamatan alamat
"""


def cases() -> list[tuple[Role, str]]:
    sides: tuple[tuple[Role, str], ...] = (("population", POPULATION), ("members", MEMBERS))
    return [(role, line) for role, table in sides for line in table.strip().splitlines()]


@pytest.mark.parametrize(("role", "line"), cases())
def test_headers_are_read_as(role: Role, line: str) -> None:
    left, _, right = line.partition("=>")
    names = [name.strip() for name in left.split("|")]
    fields = {places[0]: field for field, places in resolve(names, role, {}).fields.items()}
    assert [fields.get(at, "-") for at in range(len(names))] == right.split()


def test_two_columns_of_one_meaning_are_left_to_people() -> None:
    heading = resolve(["NIK", "Nama", "Tgl Lahir Peserta (Masehi)", "Tgl. Lhr Peserta", "Tgl. Lhr Pst."], "members", {})
    assert "tanggal_lahir" not in heading.fields
    assert heading.unused()["Tgl. Lhr Pst."] == "TGL.LHR"


def test_no_header_is_suggested_for_a_field_that_was_found() -> None:
    assert resolve(["NIK", "NAMA", "NAMMA"], "population", {}).unused() == {"NAMMA": None}
    assert resolve(["NIK", "NAMMA", "ALAMAT"], "population", {}).unused() == {"NAMMA": "NAMA"}
