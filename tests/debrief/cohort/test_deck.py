"""The deck holds what cost most, each moment once, with the answer beside it."""

from __future__ import annotations

import attrs

from scenario_engine.debrief.cohort.attempts import anonymous
from scenario_engine.debrief.cohort.deck import deck
from scenario_engine.debrief.verdicts import MARKED, SLIP


def test_cards_are_the_dearest_marked_choices(six, registry):
    """In the order of what they cost."""
    cards = deck(six, registry)
    costs = [card.cost for card in cards]
    dearest = max(
        turn.fair.regret
        for attempt in six.attempts
        for turn in attempt.review.turns
        if turn.verdict in MARKED
    )

    assert costs == sorted(costs, reverse=True)
    assert costs[0] == dearest
    assert costs[-1] >= SLIP
    assert deck(six, registry, most=3) == cards[:3]


def test_moments_that_look_alike_make_one_card(six, registry):
    """All marked choices are in the deck, each look and choice once."""
    cards = deck(six, registry, most=1000)
    marked = [
        turn
        for attempt in six.attempts
        for turn in attempt.review.turns
        if turn.verdict in MARKED
    ]
    assert sum(card.times for card in cards) == len(marked)
    chosen = {turn.choice for turn in marked}
    assert len(chosen) > 1
    for choice in chosen:
        times = sum(card.times for card in cards if card.chosen == choice)
        assert times == sum(turn.choice == choice for turn in marked)
    looks = [(card.scene, card.composure, card.choices, card.chosen) for card in cards]
    assert len(cards) < len(marked)
    assert len(looks) >= len(set(looks))
    twice = attrs.evolve(six, attempts=six.attempts * 2)
    assert [card.times for card in deck(twice, registry, most=1000)] == [
        2 * card.times for card in cards
    ]


def test_a_card_has_the_scene_the_choices_and_the_answer(six, registry):
    """As they were in the turn that cost most."""
    card = deck(six, registry)[0]
    ids = [choice.id for choice in card.choices]

    assert card.title == "The late parcel"
    assert card.turns == 8
    assert card.chosen in ids
    assert set(card.better) < set(ids)
    assert card.chosen not in card.better
    assert card.technique
    assert card.why
    assert card.scene[0].startswith("caller: ")


def test_names_are_as_given_or_numbers(six, registry):
    """Who made a mistake is told only where that is wanted."""
    named = {player for card in deck(six, registry) for player in card.players}
    numbered = {
        player for card in deck(anonymous(six), registry) for player in card.players
    }

    assert named <= set(six.players)
    assert all(player.startswith("trainee ") for player in numbered)


def test_nothing_given_away_is_no_card(six, registry):
    """The best play leaves the deck empty."""
    assert deck(attrs.evolve(six, attempts=six.of("Fay")), registry) == ()
