"""How far a round is whose assessment is not of the state that it has now."""

from __future__ import annotations

from dataclasses import dataclass

from web.jobs.standing import JobKind, JobStage, standing_of
from web.rounds.models import Round, SentReturn
from web.rounds.states import ReturnState, RoundState


@dataclass(frozen=True, slots=True)
class JudgingProgress:
    """How far the judging of a round is."""

    words: str
    is_pending: bool
    may_be_asked: bool
    """Whether it helps to have it judged again."""
    has_failed: bool = False


def judging_progress(held: Round) -> JudgingProgress:
    """How far the judging of a round is, where it is not judged as it is now."""
    job, is_first = standing_of(JobKind.JUDGE, held.pk), held.standing is RoundState.CLOSED
    if job.is_pending:
        words = "It is being judged." if is_first else _changed("It is being judged anew")
        return JudgingProgress(words, True, False)
    if held.standing is RoundState.OPEN:
        words = _changed("It is judged anew when the round is closed")
        return JudgingProgress(words, False, False)
    if not is_first and not job.has_failed:
        return JudgingProgress(_changed("It was not judged since"), False, True)
    if not SentReturn.objects.filter(round=held, state=ReturnState.CERTIFIED.value).exists():
        words = "No return was certified, so that there is nothing to judge."
        return JudgingProgress(words, False, False)
    if job.stage is JobStage.FAILED:
        words = "It could not be judged." if is_first else _changed("It could not be judged anew")
        return JudgingProgress(f"{words} {job.why}", False, True, True)
    return JudgingProgress("It was not judged yet.", False, True)


def _changed(what: str) -> str:
    return f"Something under this assessment has changed. {what}; what stands here is from before."
