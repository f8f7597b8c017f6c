# Texts of the page. *…* is emphasis, !…! a shortfall, ~…~ an assumption.

years-between = , { "" }
number-word = { $n ->
    [0] none
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
   *[other] { $n }
  }

name-plan = Plan
name-baseline = Baseline

series-professionals = Professionals
series-certified-practising = Certified, practising
series-per-registered = Of registered population
series-training-hours = Training per head
series-institution-post-share = Institution posts
series-venue-coverage = Venue coverage
series-practitioners = Practitioners
series-front-line = Front line, uncounted
series-certified-people = Certified people
series-issued = Certificates issued
series-vacancies = Vacancies
series-entrants = Ordinary entrants
series-conversions = Conversions
series-need-coverage = Need met
series-mid-or-equivalent = Mid level or more
series-senior-or-equivalent = Senior level
series-professionals-per-community = Per community
series-agencies = Agencies
series-training-hours-per-year = Hours in the year
series-station-coverage = Station coverage
series-school-coverage = School coverage
series-worker-share = Workers in projects
series-labour-share = Labour in projects
series-agency-pay-ratio = Agency pay
series-norm-gap = Gap in posts
series-students = Students
counts-professionals = incl. converted
counts-certified-practising = of these
counts-per-registered = professionals ÷ registered
counts-training-hours = front line, since the start
counts-institution-post-share = social-work institutions
counts-venue-coverage = venues ÷ counties and towns
counts-practitioners = in post and front line
counts-front-line = not yet counted
counts-certified-people = practising or not
counts-issued = official series, cumulative
counts-vacancies = posts without a holder
counts-entrants = last twelve months
counts-conversions = last twelve months, relabelled
counts-need-coverage = hours served ÷ need
counts-mid-or-equivalent = in posts, equivalents included
counts-senior-or-equivalent = in posts, equivalents included
counts-professionals-per-community = in community posts ÷ urban communities
counts-agencies = service agencies
counts-training-hours-per-year = front-line staff, last twelve months
counts-station-coverage = townships with a station
counts-school-coverage = in school posts ÷ public schools, at most one
counts-worker-share = staff of purchased projects
counts-labour-share = purchase money
counts-agency-pay-ratio = ÷ local average wage
counts-norm-gap = posts by the norm − in posts
counts-students = of social work, all levels

month-of-year = { $month } { $year }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

lever-details = { $lever }: details

status-fact = fact
status-assumption = assumption
status-fitted = fitted
status-derived = derived

certificate-none = No certificate

name-difference = Difference
