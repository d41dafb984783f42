"""The notes that nothing is trained on; what is measured over notes is measured over them."""

from __future__ import annotations

HELD_OUT = frozenset(
    "accident-statistics-review ambulance-handover-logs antisocial-behaviour-logs "
    "burglary-scene-attendance call-centre-quality-checks child-protection-visits "
    "council-tax-refund-audit crime-outcome-coding domestic-abuse-response "
    "flood-response-review food-bank-grant-audit forensic-marking-trial fraud-report-triage "
    "hate-crime-data-review hospital-incident-coding licensing-and-taxi-checks "
    "national-statistics-review-of-road-casualties officer-training-records "
    "police-complaints-handling police-custody-healthcare police-data-quality-peer-review "
    "prison-complaint-records public-order-debrief robbery-and-knife-crime-logs "
    "rural-crime-records school-attendance-registers school-safeguarding "
    "sexual-assault-referral-centre stalking-case-files stolen-vehicle-recording "
    "trafficking-referrals-review".split()
)
