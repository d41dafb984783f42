"""Made-up notes on other inspections, each set the way some program leaves its text.

Places, services and figures are invented.
"""

from __future__ import annotations

from .typesetting import GAP, PAGE, Part, bullet, heading, item, paragraph, raw

FIRE: list[Part] = [
    heading("Fire and rescue inspection 2022"),
    paragraph(
        "The Fire Authority will receive the inspectorate's report on Dunmere Fire and Rescue "
        "Service at its meeting of 12 May. This note sums up the findings for members."
    ),
    GAP,
    heading("What was inspected"),
    paragraph("The inspection covered three pillars:"),
    bullet("how effective the service is at preventing and responding to fires and other risks"),
    bullet("how efficient it is, including the use that is made of its estate and vehicles"),
    bullet("how well it looks after its people."),
    GAP,
    heading("Findings"),
    paragraph(
        "The service responded to 91% of primary fires within its target of ten minutes, against "
        "88% in the year before. Its stock of on-call firefighters has fallen to 214, and Ashcombe "
        "and Fernley stations were unavailable for more than a third of the year."
    ),
    GAP,
    paragraph(
        "Inspectors examined 60 risk visits. In 13 of them the risk information was out of date, "
        "and the control room could not see it on the mobile terminals."
    ),
    GAP,
    heading("Next steps"),
    paragraph("The authority is asked to note the report."),
    PAGE,
    raw(
        "Service Date of \nreport \n\nEffectiveness Efficiency People \nResponse \ntime \n\n"
        "Dunmere May-22 Good \nRequires \nimprovement \n\nGood 8.4 \n\n"
        "North Fell May-22 Inadequate Good \nRequires \nimprovement \n\n9.1 \n\n"
        "Harrow Vale Mar-22 Good Good Outstanding 7.95 \n\n"
        "Saltmarsh Jan-22 \nRequires \nimprovement \n\nInadequate Inadequate 11 \n\n"
        "Tidewater & Bay Oct-21 Outstanding Good Good - \n\n \n"
    ),
]

CARE_HOMES: list[Part] = [
    heading("Care homes: ratings and complaints in the county"),
    paragraph(
        "The county has 61 registered care homes. In the year to March 2024 the regulator rated "
        "nine of them again. This paper tells the Adult Care Committee what it found, and what the "
        "council proposes to do about the homes that were rated low."
    ),
    heading("Main points"),
    bullet("Two homes went up a rating."),
    bullet(
        "Rosewood House was found not to have enough staff at night, and its manager has since "
        "left; a new one starts in June."
    ),
    bullet("No home was closed."),
    heading("Complaints"),
    paragraph(
        "The council received 147 complaints about homes. Of these 52 were upheld, 31 partly "
        "upheld, and 64 not upheld. Most were about food, call bells and laundry."
    ),
    paragraph("The commonest reasons were, in this order:"),
    item("Food and drink"),
    item("Waiting after a call bell had been rung, at night above all, and how long it took"),
    item("Lost laundry"),
    paragraph("A further report will come to the committee in October."),
    raw(
        "Table 1: Ratings of the homes inspected in the year to March 2024\n\n"
        "Home Overall Safe Caring Well-led Beds Occupancy\n"
        "Rosewood House Inadequate Inadequate Good Requires improvement 42 71.4%\n"
        "The Laurels Good Good Outstanding Good 18 100%\n"
        "St Anne's Good Requires improvement Good Good 33 93.9%\n"
        "Fairways Outstanding Good Outstanding Outstanding 24 95.8%\n"
        "Mill Lane Requires improvement Requires improvement Good n/a 60 88.3%"
    ),
]

OTHER_FORCE: list[Part] = [
    heading("Crime recording in Northshire"),
    paragraph(
        "This briefing is for members of the Police and Crime Panel. The inspectorate visited "
        "Northshire Police in February 2019 and published its report on 9 July 2019."
    ),
    heading("What the inspectorate found"),
    paragraph(
        "The force records 92.4% of reported crime, up from 81.3% in 2015. It has trained 640 "
        "officers and staff, and every call is now checked within a day by the Force Crime "
        "Registrar's team."
    ),
    bullet("Burglary is recorded well, and victims of burglary are told what happens next."),
    bullet(
        "Anti-social behaviour that is a crime is still missed: of 48 reports that should have "
        "been recorded as crimes, Northshire had recorded only 29, and told 11 of the victims."
    ),
    bullet("Rape is recorded at once in nearly all cases."),
    heading("Recommendations"),
    item(
        "Within three months, the force should make sure that personal anti-social behaviour is "
        "recorded as crime where it is one."
    ),
    item("Within six months, the force should check that victims are told of cancelled crimes."),
    item(
        "Immediately, the force should record every report of rape at the first point of contact, "
        "whoever makes it."
    ),
    heading("How other forces did"),
    raw(
        "Force Report Grade Overall Burglary Violence Victim care\n"
        "Northshire Jul-19 Good 92.4 97.0 89.1 Good\n"
        "Westmark Jul-19 Requires Improvement 88.0 91.5 84.7 Inadequate\n"
        "Great Holm May-19 Outstanding 96.3 98.8 95.2 Good\n"
        "Borough of Lyme Mar-19 Inadequate 79.9 85.0 71.3 Requires Improvement\n"
    ),
]

_MARKING = "OFFICIAL - SENSITIVE \n\n"


def _foot(page: int) -> Part:
    return raw(f" \n\nCustody visiting: note for the board Page {page} of 3 \n\n")


CUSTODY: list[Part] = [
    raw(_MARKING),
    heading("Custody inspection"),
    paragraph(
        "Inspectors came unannounced to the four custody suites of the county between 3 and 14 "
        "June. They watched 76 detainees being booked in and examined 120 custody records, taken "
        "at random from the 9,412 of the year before."
    ),
    GAP,
    heading("Concerns"),
    bullet("Too many children were held overnight: 37 in the year, of whom 6 were under 14."),
    bullet("Strip searches were not always recorded."),
    bullet("Reviews of detention were late in 28 of the 120 records."),
    _foot(1),
    PAGE,
    raw(_MARKING),
    heading("Action taken"),
    paragraph(
        "The force has appointed a custody lead, and appropriate adults are now called within the "
        "hour. The scheme's volunteers made 208 visits, 19 more than in the year before."
    ),
    GAP,
    paragraph("The suites compare as follows."),
    raw(
        " \n\nSuite Grade Cells Visits Late \nreviews \n\n"
        "Central Good 40 96 11.2 \n\n"
        "Harbour Road Inadequate 24 51 31.0 \n\n"
        "Old Mill Requires \nImprovement \n\n16 33 20.5 \n\n"
    ),
    _foot(2),
    PAGE,
    raw(
        _MARKING + "Airport Good 8 28 4 \n\nMoor Street Good 22 47 9.8 \n\nQuayside Inadequate "
        "12 19 - \n\n"
    ),
    heading("Next visit"),
    paragraph("The inspectors will come back within twelve months."),
    _foot(3),
]

COMMITTEE: list[Part] = [
    heading("1. Purpose"),
    paragraph("1.1 This report asks the committee to consider the follow-up of the inspection."),
    heading("2. Background"),
    paragraph(
        "2.1 The joint inspectorates looked at services for children in need of help in November. "
        "They read 84 case files and met 112 children, parents and carers."
    ),
    paragraph("2.2 Their letter was published on 6 February. It is attached as Annex B."),
    heading("3. What the letter says"),
    paragraph(
        "3.1 Strategic leadership is strong. The Multi-Agency Safeguarding Hub (MASH) decides on "
        "95% of contacts within one working day."
    ),
    paragraph("3.2 Three things need to be better:"),
    bullet("the quality of plans"),
    bullet("the timeliness of health assessments, which for 41 children were late"),
    bullet("how return interviews are recorded."),
    heading("4. Decision"),
    paragraph("4.1 The committee is asked to agree the action plan."),
]

SCHOOLS: list[Part] = [
    heading("School inspections this term"),
    paragraph(
        "Six schools were inspected this term. Hill Top and Beech Grove were inspected for the "
        "first time since 2016. The inspectors said of Beech Grove that pupils behave very well, "
        "and that the teaching of reading in the early years has come on a long way since the new "
        "head teacher took up post in September 2021."
    ),
    paragraph(
        "Attendance was 92.8% over the six schools, 1.4 points under the national figure. The "
        "governors of Hill Top have written to parents, and a meeting will be held on 4 March at "
        "which the school improvement team will explain the plan and take questions from them."
    ),
    bullet("Two schools went up."),
    bullet(
        "One school, Canal Street, went down and is now in special measures until further notice."
    ),
    heading("Results"),
    raw(
        "Date\tSchool\tBehaviour\tQuality of education\tPupils\tAttendance\n"
        "12/01/2023\tHill Top\tGood\tRequires improvement\t211\t90.1\n"
        "19/01/2023\tBeech Grove\tOutstanding\tGood\t184\t95.3\n"
        "02/02/2023\tCanal Street\tInadequate\tInadequate\t1,037\t87.7\n"
        "09/02/2023\tSt Mary's\tGood\tGood\t156\t94.0\n"
    ),
]

PRISON: list[Part] = [
    heading("Prison inspection: Stonefield"),
    paragraph(
        "Inspectors judge four tests of a healthy prison. Stonefield was last inspected in 2018[1] "
        "and had then been told to reduce violence."
    ),
    GAP,
    heading("Safety"),
    bullet("Assaults on staff fell to 61, from 94."),
    bullet("Ten prisoners[2] had been segregated for more than 42 days."),
    GAP,
    raw(
        "Prison Assaults Self-harm Escapes \n\n"
        "Stonefield 61 240 0 \n\nBrack Hill 112 388 1 \n\nEast Moor 35 97 - \n\n"
    ),
    GAP,
    paragraph("Deaths and complaints are set out below."),
    GAP,
    raw(
        "Prison Deaths Complaints Upheld Hours unlocked \n\n"
        "Stonefield 2 1,204 18.5% 6.5 \n\nBrack Hill 5 2,310 12.1% 4 \n\n"
        "East Moor 0 870 22% 9.25 \n\nLong Reach 1 990 19% 8 \n\n \n\n"
        "[1] The report of that visit is on the inspectorate's page. \n"
        "[2] Figures are for the six months before the visit. \n"
    ),
]

PROBATION: list[Part] = [
    heading("Probation inspection of the eastern region"),
    paragraph(
        "The region was inspected in spring. Staff know the people they supervise well, but risk "
        "of harm is assessed too thinly and too late."
    ),
    GAP,
    raw(
        "Unit Assessment Planning Delivery Score Caseload \n\n"
        "Lowfield Met Partly met Met 14 612 \n\n"
        "Marsh End Not met Not met Partly met 5 840 \n\n"
        "Castle Hill Met Met Met 19 355 \n\n"
        "Three Bridges Partly met Not met Met 9 777 \n\n"
        "Wick Partly met Met Met 15 204 \n\n"
    ),
]

WARDS: list[Part] = [
    heading("What did the inspectors ask?"),
    paragraph(
        "They asked whether patients are safe, whether staff are kind, and whether the trust is "
        "well run. The visit of 3 May 2023 was unannounced."
    ),
    GAP,
    heading("What did they find on the wards?"),
    paragraph("Four wards were rated one by one."),
    GAP,
    heading("Ratings by ward"),
    raw(
        "Ward Beds Staffing % Safe Date \n\n"
        "Ward 7 22 91 Good May-23 \n\n"
        "Ward 12 18 84.5 Inadequate May-23 \n\n"
        "Good Hope Ward 30 100 Outstanding Jun-23 \n\n"
        "Ward 3 \nNorth \n\n16 77 \nRequires \nImprovement \n\nMay-23 \n\n"
    ),
]

YEARS: list[Part] = [
    heading("Recorded crime by division"),
    paragraph("The board asked how recorded crime has moved since the inspection."),
    raw(
        "Division 2015 2016 2017\n"
        "North 8,112 8,403 9,021\n"
        "South and Coast 6,054 5,998 6,310\n"
        "Central 12,670 12,904 13,377\n\n"
    ),
    paragraph("Figures for the present year are not out yet."),
]
