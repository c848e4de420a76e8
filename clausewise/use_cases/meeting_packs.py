"""Meeting packs: what a review has before it, of one organisation or of all, on paper."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from clausewise.assessing import AssessmentRun
from clausewise.errors import ArgumentError, NotAssessable
from clausewise.names import distinct, file_stem, organisation_named
from clausewise.packs import FilePath
from engine.nouns.outcome.assessment import Assessment
from reports.document.blocks import Document

ENDINGS = (".docx", ".pdf")


def meeting_pack(run: AssessmentRun, organisation: str) -> Document:
    """The pack of an organisation (its code or name), as the run's audience may see it.

    Raises UnknownName where there is no such organisation, NotAssessable where no rule binds it.
    """
    from engine.trending import trends
    from reports.lookup import Lookup
    from reports.meeting.pack import meeting_pack as pack_of

    assessment = run.shown
    who = organisation_named(assessment, organisation)
    if who.code not in _bound(assessment):
        label = assessment.pack.vocabulary.kinds[who.kind].label
        raise NotAssessable(
            f"The pack has no rules for {who.name}, which is of the kind “{label}”."
        )
    return pack_of(Lookup.for_assessment(assessment), who, trends(assessment))


def meeting_packs(run: AssessmentRun) -> dict[str, Document]:
    """The packs of all organisations that a rule binds, by a name for the file of each."""
    from engine.trending import trends
    from reports.lookup import Lookup
    from reports.meeting.pack import meeting_pack as pack_of

    assessment = run.shown
    lookup, known = Lookup.for_assessment(assessment), trends(assessment)
    bound = _bound(assessment)
    every = [who for who in assessment.organisations if who.code in bound]
    packs = (pack_of(lookup, who, known) for who in every)
    return dict(zip(distinct(file_stem(who) for who in every), packs, strict=True))


def _bound(assessment: Assessment) -> frozenset[str]:
    """The codes of the organisations that a rule binds."""
    rows = assessment.findings.rows
    return frozenset(who.code for row in rows for who in row.organisations)


def area_pack(run: AssessmentRun) -> Document:
    """The pack of all organisations side by side, as the run's audience may see it."""
    from reports.lookup import Lookup
    from reports.meeting.area import area_pack as pack_of

    return pack_of(Lookup.for_assessment(run.shown))


def check_ending(out: FilePath) -> None:
    """Raises ArgumentError where a file's name is for neither Word nor PDF."""
    path = Path(out)
    if path.suffix.lower() not in ENDINGS:
        raise ArgumentError(
            "out", f"{path.name} ends neither in .docx nor in .pdf; give a file that does."
        )


def write_document(document: Document, out: FilePath) -> None:
    """Write a document as Word or PDF, as its file's name ends.

    Raises ArgumentError where it ends in neither, CannotWrite where it cannot be written or a
    file of another form is in its place.
    """
    from reports.files import write_file

    check_ending(out)
    path = Path(out)
    write_file(path, _made(document, path.suffix.lower()))


def write_documents(
    documents: Mapping[str, Document], out: FilePath, ending: str = ".docx"
) -> tuple[Path, ...]:
    """Write documents by name into a folder, or into one archive where ``out`` ends in .zip.

    All are Word files or all PDFs, as ``ending`` says. Returns what was written. Raises
    CannotWrite as ``write_document``; then nothing is written.
    """
    from reports.files import write_several

    made = {f"{name}{ending}": _made(document, ending) for name, document in documents.items()}
    return write_several(made, Path(out))


def _made(document: Document, ending: str) -> bytes:
    from reports.document.docx import docx
    from reports.document.pdf import pdf

    return pdf(document) if ending == ".pdf" else docx(document)
