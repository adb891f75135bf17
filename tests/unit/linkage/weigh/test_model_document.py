from __future__ import annotations

import json

from uhcmatch.linkage.weigh.features import FEATURES
from uhcmatch.linkage.weigh.model import Model


def test_a_model_comes_back_from_its_document() -> None:
    model = Model().changed(
        second_card=-6.5, share=0.96, share_without_nik=0.9, learnt_from=20_000, moved={"nik.EQUAL": 0.25}
    )
    assert Model.from_document(json.loads(json.dumps(model.as_document()))) == model


def test_what_an_older_model_did_not_know_weighs_nothing() -> None:
    document = Model().as_document()
    gone = FEATURES[3].code
    del document["bits"][gone]
    document["bits"]["shoe_size.EQUAL"] = 3.0
    bits = Model.from_document(document).bits
    assert bits[gone] == 0.0
    assert set(bits) == {feature.code for feature in FEATURES}
