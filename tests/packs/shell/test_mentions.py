"""Every id that a shared object mentions is known, whether or not it is used."""

from __future__ import annotations

import pytest

from ..pack_samples import data_pack, entry, only_report


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        (
            "technique 'acme-pause'",
            "[[techniques]]\nid = 'acme-pause'\nname = 'Pause'\n"
            "family = 'acme-rapport'\ndoes = 'waits'\n"
            "sources = ['acme-report', 'acme-reports']\n",
            "sources: acme-reports: unknown reference. Did you mean 'acme-report'?",
        ),
        (
            "persona 'acme-visitor'",
            "[[personas]]\nid = 'acme-visitor'\nrole = 'a visitor'\n"
            "ladder = 'acme-lader'\n",
            "ladder: acme-lader: unknown ladder. Did you mean 'acme-ladder'?",
        ),
        (
            "persona 'acme-visitor'",
            "[[personas]]\nid = 'acme-visitor'\nrole = 'a visitor'\n"
            "ladder = 'acme-ladder'\ntriggers = ['noise']\n",
            "triggers: noise: unknown trigger. None is known here.",
        ),
        (
            "trigger 'noise'",
            "[[triggers]]\nid = 'noise'\nchance = 0.1\nchange = {}\n"
            "evidence = 'rumour'\n",
            "evidence: rumour: unknown reference. Known: acme-report, assumption.",
        ),
        (
            "intervention 'wait'",
            "[[interventions]]\nid = 'wait'\ntechnique = 'waiting'\nlines = ['…']\n"
            "effects = [{ outcomes = [{ chance = 1, change = {} }] }]\n",
            "technique: waiting: unknown technique. Known: acme-listening.",
        ),
        (
            "intervention 'wait'",
            "[[interventions]]\nid = 'wait'\ntechnique = 'acme-listening'\n"
            "lines = ['…']\n"
            "effects = [{ outcomes = [{ chance = 1, change = {} }] }]\n"
            "poorly = [{ outcomes = [{ chance = 0.1 }, "
            "{ chance = 0.1, evidence = 'acme-reprt' }] }]\n",
            "poorly > effect 1 > outcome 2 > evidence: acme-reprt: unknown reference. "
            "Did you mean 'acme-report'?",
        ),
        (
            "instrument 'acme-scale'",
            "[[instruments]]\nid = 'acme-scale'\ntitle = 'Scale'\nsource = 'rumour'\n"
            "items = [{ id = 'calm', label = 'Calm', range = [0, 4] }]\n",
            "source: rumour: unknown reference. Known: acme-report, assumption.",
        ),
        (
            "scoring rule 'acme-rule'",
            "[[scoring]]\nid = 'acme-rule'\ninstrument = 'acme-scale'\nitem = 'calm'\n"
            "award = 1\n",
            "instrument: acme-scale: unknown instrument. None is known here.",
        ),
        (
            "scoring rule 'acme-rule'",
            "[[instruments]]\nid = 'acme-scale'\ntitle = 'Scale'\n"
            "source = 'assumption'\n"
            "items = [{ id = 'calm', label = 'Calm', range = [0, 4] }]\n"
            "[[scoring]]\nid = 'acme-rule'\ninstrument = 'acme-scale'\nitem = 'clam'\n"
            "award = 1\n",
            "item: clam: unknown item of 'acme-scale'. Did you mean 'calm'?",
        ),
    ],
)
def test_a_shared_object_that_mentions_an_unknown_id_is_refused(
    tmp_path, kind, text, reason
):
    """Whether or not any scenario uses it, and whichever pack the id should be of."""
    broken = data_pack(tmp_path, more=f"format = 1\n{text}")

    assert only_report(entry("broken", broken)).reasons == (
        f"broken: more.toml: {kind} > {reason}",
    )
