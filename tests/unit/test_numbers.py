"""The same date or amount in three languages is the same value."""

import pytest

from twinbot.answering.extraction.numbers import Moment, Quantity, figures

SIGNED = Moment(2019, 11, 25)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("am 25. November 2019", "de"),
        ("am 25.11.2019", "de"),
        ("on 25 November 2019", "en"),
        ("on November 25, 2019", "en"),
        ("on the 25th of November 2019", "en"),
        ("2019-11-25", "en"),
        ("2019年11月25日に", "ja"),
        ("令和元年11月25日", "ja"),
        ("２０１９年１１月２５日", "ja"),
    ],
)
def test_a_date_is_one_moment_however_it_is_written(text, language):
    assert figures(text, language).moments == {SIGNED}


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("9.250 km", "de", Quantity(9250, "km")),
        ("9,250 kilometres", "en", Quantity(9250, "km")),
        ("9250キロ", "ja", Quantity(9250, "km")),
        ("20,33 Millionen", "de", Quantity(20_330_000)),
        ("20.33 million", "en", Quantity(20_330_000)),
        ("2,033万人", "ja", Quantity(20_330_000)),
        ("37万2,854人", "ja", Quantity(372_854)),
        ("64,67 Prozent", "de", Quantity(64.67, "percent")),
        ("64.67％", "ja", Quantity(64.67, "percent")),
        ("3割", "ja", Quantity(30, "percent")),
        ("zwölf Stunden", "de", Quantity(12, "hour")),
        ("twelve hours", "en", Quantity(12, "hour")),
        ("eine Woche lang", "de", Quantity(1, "week")),
        ("1週間", "ja", Quantity(1, "week")),
        ("die fünfte Partnerstadt", "de", Quantity(5)),
        ("the fifth partner", "en", Quantity(5)),
        ("5番目", "ja", Quantity(5)),
        ("三つの分野", "ja", Quantity(3)),
        ("三年後", "ja", Quantity(3, "year")),
        ("十五年ぶり", "ja", Quantity(15, "year")),
        ("九千キロ", "ja", Quantity(9000, "km")),
        ("at 2:30 p.m.", "en", Quantity(870, "clock")),
        ("um 14.30 Uhr", "de", Quantity(870, "clock")),
        ("午後2時30分", "ja", Quantity(870, "clock")),
    ],
)
def test_an_amount_is_one_value_however_it_is_written(text, language, wanted):
    assert figures(text, language).quantities == {wanted}


def test_ranges_give_both_ends_month_and_year():
    wanted = {Moment(2025, 4, 22), Moment(2025, 4, 24)}
    assert figures("vom 22. bis 24. April 2025", "de").moments == wanted
    assert figures("22–24 April 2025", "en").moments == wanted
    assert figures("2025年4月22日から24日まで", "ja").moments == wanted


def test_decades_and_centuries_hold_their_years():
    decade = Moment(1960, span_years=10)
    assert figures("1960er Jahre", "de").moments == {decade}
    assert figures("in the 1960s", "en").moments == {decade}
    assert figures("1960年代に", "ja").moments == {decade}
    assert decade.within(Moment(1963))
    assert not decade.within(Moment(1970))


def test_a_year_is_within_a_date_but_no_date_within_a_year():
    assert Moment(2019).within(SIGNED)
    assert not SIGNED.within(Moment(2019))
    assert not Moment(2018).within(SIGNED)


def test_units_tell_amounts_apart_where_both_are_known():
    assert not Quantity(45, "minute").matches(Quantity(45, "hour"))
    assert Quantity(45, "minute").matches(Quantity(45))


def test_codes_are_no_amounts():
    told = figures("Linie U35, Vorwahl 0234, Platz 2–6, 44787 Bochum", "de")
    assert told.codes == {"u35", "0234", "2-6", "44787"}
    assert not told.quantities
