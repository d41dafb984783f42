"""Words for what people are, and for bodies of people: "who" may be told by one without a name."""

from __future__ import annotations

_PEOPLE = frozenset(
    """
    accountant advocate adviser advisor agency analyst anyone arbitrator assessor assistant
    association auditor authority bailiff bookkeeper boss brother builder bureau captain caretaker
    carer caseworker cashier chair chairman chairwoman chaplain charity child cleaner clerk
    clinician colleague commander commissioner committee company complainant constable consortium
    consultant contractor coordinator coroner council councillor customer daughter dealer dentist
    deputy detainee detective developer dietitian director dispatcher doctor driver employee
    employer engineer everyone examiner executive family farmer father federation firefighter firm
    foreman foundation friend gardener governor grandmother guardian headteacher helper household
    householder husband inspector inspectorate instructor insurer interpreter interviewer
    investigator judge keeper landlord lawyer lecturer librarian magistrate man manager marshal
    mayor mechanic midwife minister ministry mother neighbour nobody nurse officer official
    ombudsman operator organisation owner paramedic parent partnership passenger pathologist patient
    patron pensioner person pharmacist physician physiotherapist planner practitioner president
    priest principal prisoner professor prosecutor provider psychiatrist psychologist pupil
    receptionist registrar regulator relative reporter resident reviewer rider scientist secretary
    sergeant sister solicitor specialist staff statistician steward student subcontractor
    superintendent supervisor supplier surgeon surveyor teacher team technician tenant tester
    therapist trader trainee trainer translator treasurer tribunal trust trustee tutor union
    university vet vicar victim visitor volunteer warden watchdog wife witness woman worker
    workforce
    """.split()
)
_IRREGULAR = frozenset("people men women children foremen chairmen wives".split())


def names_people(word: str) -> bool:
    """True for a word, in small letters, that says what somebody or some body of people is."""
    singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return word in _IRREGULAR or word in _PEOPLE or singular in _PEOPLE
