//! Many requests as one job: plan, machine, pace, report. Knows ids and outcomes, not endpoints.
