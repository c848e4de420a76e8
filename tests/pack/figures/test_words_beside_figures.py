"""Words beside a figure of July to September 2014: those by which it is not the one asked for."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.facts.remarks.figures_in_doubt import why_in_doubt

NOT_THE_FIGURE_ASKED_FOR = (
    "0 of 40 sampled",
    "See HR",
    "Estimate, one centre only",
    "Approx, log being rebuilt",
    "Main site only",
    "Excludes the community hospital",
    "Two of three sites",
    "Figure for Q1",
    "July and August only",
    "As at 31 March 2014",
    "Year to date",
    "Provisional",
    "Last quarter's figure",
    "From memory, records archived",
    "Not yet validated by the information team: may be higher",
    "Data for 2013-14",
    "No data from the Deben clinic",
    "Not all wards returned",
    "Only the acute hospital",
    "About 40, count incomplete",
    "Sample of ten records",
    "Annual figure",
    "Cumulative since April",
    "Carried over from Q1",
    "Includes adults",
    "Rounded up from a partial count",
    "Monthly average times three",
    "Excluding medical staff",
    "September only",
    "East team only",
    "Estimated from payroll",
    "tbc",
    "Copied from last return, not updated",
    "Q4 figures, Q2 not yet available",
    "Two sites out of five",
    "Placeholder until HR replies",
    "Indicative, to be validated",
    "Records missing for August",
    "Extrapolated from July",
    "Only one of our clinics records this",
    "Best guess",
    "Without the midwifery unit",
    "Under recorded in ED",
    "Does not include Sudbury clinic",
    "Position at June 2014",
    "Pro rata",
    "Agency staff are on another system",
    "Counted from booking list",
    "E-learning opened by all",
    "Health visitors and midwives",
    "Of the 140 who asked for it",
    "Those HR told us about",
    "Best month of the three",
    "Asked of parents on the ward",
    "Survey of parents",
    "September figure",
    "HR cannot confirm",
    "Could not be verified before sending",
    "All who turned up",
    "Two of the three managed by another hospital",
    "Two centres; the third had no reception",
)

NOTHING_AGAINST_IT = (
    "All three centres",
    "11 of 18 within 20 working days",
    "Survey, n=206",
    "Excludes bank staff",
    "one from Q1",
    "one referred in June",
    "Includes offers to earlier referrals",
    "July and August sessions not held",
    "Two of the four not yet with the LADO",
    "Ward closed for two weeks in August",
    "all causes",
    "Community death, SUDIC lead to confirm",
    "Child of an inpatient",
    "Investigators shared with the acute trust, three reports overdue",
    "Three renewals with HR",
    "Restarted in October",
    "Group supervision stopped in July",
    "all three expected, palliative care",
    "Board approved",
    "September audit, 40 referrals",
    "Up from 31 in Q1",
    "Same as last quarter",
    "From the ED system, run on 3 October",
    "As at 30 September 2014",
    "All sites",
    "Both hospitals",
    "Excludes duplicates",
    "Excludes staff on maternity leave",
    "Counted from the log",
    "Checked by the Named Nurse",
    "All wards returned",
    "One child attended twice",
    "Two of these were siblings",
    "None this quarter",
    "Up on the same quarter last year",
    "Three months to September",
    "Includes one transferred from Norwich",
    "From Datix",
    "Head count at quarter end",
    "Every team",
    "All of the clinics",
    "Data run 14 October",
    "Higher than Q1 because of school holidays",
    "Two from out of area",
    "All health visitors, midwives and paediatric nurses",
    "134 of the 140 who need it",
    "Of those due in the quarter",
    "Average of the four sessions held",
    "Survey of 147 children",
)


def doubt(pack: Pack, words: str) -> str:
    return why_in_doubt(words, pack.vocabulary.phrasing, Quarter(2014, 2))


@pytest.mark.parametrize("words", NOT_THE_FIGURE_ASKED_FOR)
def test_words_by_which_a_figure_is_not_the_one_asked_for(pack: Pack, words: str) -> None:
    assert doubt(pack, words) != ""


@pytest.mark.parametrize("words", NOTHING_AGAINST_IT)
def test_words_that_say_nothing_against_a_figure(pack: Pack, words: str) -> None:
    assert doubt(pack, words) == ""


@pytest.mark.parametrize(
    ("quarter", "words", "other"),
    [
        (Quarter(2014, 3), "As at 31 December 2014", False),
        (Quarter(2014, 3), "As at 6 January 2015", False),
        (Quarter(2014, 3), "As at 30 September 2014", True),
        (Quarter(2014, 4), "Figures for Q4", False),
        (Quarter(2014, 4), "Q3 figures", True),
        (Quarter(2014, 2), "As at September 2013", True),
        (Quarter(2014, 2), "Data for 2014-15", False),
        (Quarter(2014, 1), "May only be counted once", False),
        (Quarter(2014, 1), "May only", True),
    ],
)
def test_a_figure_is_held_against_the_quarter_of_its_return(
    pack: Pack, quarter: Quarter, words: str, other: bool
) -> None:
    why = why_in_doubt(words, pack.vocabulary.phrasing, quarter)
    assert why == ("is for another period" if other else "")
