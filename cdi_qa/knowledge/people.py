"""Words for what people are, and for bodies of people: "who" may be told by one without a name."""

from __future__ import annotations

_PEOPLE = frozenset(
    """
    accountant adviser advisor advocate agency analyst anyone applicant arbitrator assessor
    assistant association auditor aunt authority bailiff bookkeeper boss boy brother builder bureau
    burglar caller candidate captain carer caretaker caseworker cashier chair chairman chairwoman
    chaplain charity child claimant cleaner clerk client clinician colleague commander commissioner
    committee company complainant consortium constable consultant contractor coordinator coroner
    council councillor crew customer daughter dealer dentist department deputy detainee detective
    developer dietitian director dispatcher doctor donor driver electrician employee employer
    engineer everyone examiner executive family farmer father federation firefighter firm foreman
    foundation friend gardener girl governor grandfather grandmother guard guardian guest
    headteacher helper household householder husband inmate inspector inspectorate instructor
    insurer interpreter interviewer investigator judge keeper landlord lawyer leader lecturer
    librarian magistrate man manager marshal mayor mechanic midwife minister ministry mother
    neighbour nobody nurse offender officer official ombudsman operator organisation owner panel
    paramedic parent partnership passenger pathologist patient patron pensioner person pharmacist
    physician physiotherapist pilot planner plumber police porter practitioner president priest
    principal prisoner professor prosecutor provider psychiatrist psychologist pupil receptionist
    registrar regulator relative reporter resident reviewer rider scientist secretary sergeant
    sister solicitor specialist staff statistician steward student subcontractor superintendent
    supervisor supplier surgeon surveyor survivor suspect teacher team technician tenant tester
    therapist thief trader trainee trainer translator treasurer tribunal trust trustee tutor uncle
    union university vet vicar victim visitor volunteer warden watchdog wife witness woman worker
    workforce
    """.split()
)
_IRREGULAR = frozenset("people men women children foremen chairmen wives midwives thieves".split())


def names_people(word: str) -> bool:
    """True for a word, in small letters, that says what somebody or some body of people is."""
    singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    known = {word, singular, word.removesuffix("es")}  # "witnesses"
    return word in _IRREGULAR or not known.isdisjoint(_PEOPLE)
