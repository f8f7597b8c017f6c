# Texts of the page. *…* is emphasis, !…! a shortfall, ~…~ an assumption.
app-title-page = Plan · { $place } { $from }–{ $to } · Shapan
pages = Pages
page-plan = Plan
to-results = Skip to the levers

bar-place = { $place } { $from }–{ $to }
bar-document = Document's plan
bar-changed = Changed plan
saved = Saved
saving = Saving
not-kept = Not saved
undo = Undo
redo = Redo
reset-all = Reset
reset-all-long = Reset everything to the document's plan
share = Share
share-link = Copy link
share-save = Save as file
share-open = Open file
share-csv = Download results, CSV
share-policy = Download policy, TOML
switch-language = 中文
switch-language-label = 切换到中文
theme-dark = Dark
theme-light = Light

loading = Building the model and running it for the first time, about a second.
computing = Computing
close = Close
dismiss = Dismiss
notices = Notices

verdict-some-met = *{ $met }* of { $total } targets met by end-{ $year }: { $shortfalls }.
verdict-all-met = *All { $total }* targets met by end-{ $year }.
verdict-shortfall = { $name } !{ $amount } short!
verdict-between = , { "" }
verdict-demonstration = A demonstration: starts are assumed
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
money-new = New public money { $from }–{ $to }: { $amount }
money-staff = All staff cost in { $year }: { $amount }

outcomes = Outcomes
figure = Fig. { $n }
table = Table { $n }
chart-choose = What figure { $n } shows
chart-show-table = Data
chart-table-title = { $name } at year ends
column-year = End of
column-plan = Plan
column-baseline = Baseline
column-difference = Difference
name-plan = Plan
name-baseline = Baseline
chart-goal = goal { $value }
chart-above = { $amount } above
chart-short = { $amount } short
chart-start-assumed = assumed
chart-says-nothing = { $name }: no result yet.
chart-says = { $name }: from { $start } at the end of { $start-year }{ $assumed } to { $value } at the end of { $year }; the baseline reaches { $baseline }
chart-says-assumed = { " " }(an assumption)
chart-says-above = ; { $amount } above the target
chart-says-short = ; { $amount } short of the target
chart-says-end = .
reached = { $goal } in { $month }
reached-before = { $goal } from the start
reached-not = { $goal } not by { $year }
swipe-next = Fig. 2 ›
swipe-back = ‹ Fig. 1
note-lines = Blue: one run, default parameters. Grey: baseline. Marks are year ends.
note-seed = { " " }Seed { $seed }.
note-cut = { " " }Fig. { $figure } starts at { $from }.
note-assumed = ◆ Starting stocks are assumed ({ $value }; { $low }–{ $high }): a demonstration.

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

goals-title = Targets, end of { $year }
goals-tick-goal = goal
goals-tick-baseline = baseline
goals-column-name = and what it counts
goals-column-value = Value
goals-column-margin = Margin
goal-met = met
goal-not-met = not met
goal-bar = goal { $goal }, baseline { $baseline }
goal-by-definition = set directly by “{ $lever }”
goal-by-definition-tag = def.
goal-counts-certified = in post; { $issued } issued
goal-counts-registered = professionals ÷ { $people }
goal-counts-venues = { $units } counties and towns
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

levers-title = Levers
levers-moved = { $moved } of { $total } moved
levers-column-lever = Lever
levers-column-slider = Setting
levers-column-value = Value
levers-column-cost = ¥10k/yr
levers-column-last = Last
levers-column-last-long = Change of figure 1, “{ $name }”, by the last move, end of { $year } ({ $unit })
levers-column-cost-long = What leaving this one out would save a year; they overlap and do not add up
levers-column-details = Details
levers-more = { $n } more
levers-fewer = fewer
lever-cost-unit = ¥10k/yr
lever-details = { $lever }: details
themes = Groups of levers
key-fact = fact
key-assume = assumption
key-lever = lever
key-derived = derived

details-exact = Exact value
details-bounds = { $min } to { $max }
details-set = Set
details-reset = Reset to the document
details-clear = Reset to the baseline
details-help = What it does
details-course = This plan
details-baseline = Baseline
details-clause = Basis
details-source = Source of the baseline
details-authority = Who decides
details-no-clause = not in the document
details-status = { $status }: { $source }
entry-nothing = Nothing was entered; enter { $min } to { $max }. The value stays { $kept }.
entry-not-a-number = “{ $typed }” is not a number; enter { $min } to { $max }. The value stays { $kept }.
entry-out-of-bounds = “{ $typed }” is out of bounds; enter { $min } to { $max }. The value stays { $kept }.
course-constant = { $value } throughout
course-step = { $value } from { $month }
course-between = ; { "" }
course-ramp = { $first } → { $last }, { $from } to { $to }
status-fact = fact
status-assumption = assumption
status-fitted = fitted
status-derived = derived

places-title = { $word }, end of { $year }
places-map = Map
places-table = Table
places-view = Shown as
places-scale = per 1,000 residents
places-gain-lose = { $gain } gain, { $lose } lose
places-against = against baseline
places-column-name = Name
places-column-professionals = Profs.
places-column-change = vs base
places-column-certified = Certified
places-column-per-thousand = per 1,000
places-column-norm-gap = Norm gap
places-column-need = Need met
places-surplus = { $n } surplus
places-sort = Sort by this column

notice-link-not-opened = The link could not be opened; your plan is unchanged.
notice-kept-not-opened = What was kept could not be opened; this is the document's plan.
notice-file-not-opened = The file “{ $name }” could not be opened; your plan is unchanged.
notice-model-version = This plan was written with model version { $was } and is run with version { $now }: numbers may differ.
notice-scenario-changed = The place's data have changed since this plan was written; it is run on the new data: numbers may differ.
notice-outside-run = The course of “{ $lever }” names months outside the run ({ $from } to { $to }); the slider shows what is in force at the end of the plan year.
notice-unknown-chart = There is no chart “{ $name }”; that figure stays as it was.
notice-replaced = The link's plan is open. Your earlier plan is not lost: “Undo” brings it back.
notice-kept-elsewhere = Another tab has just saved a different plan. The browser keeps only the last one saved: take that one (it can be undone), or keep this one?
notice-take-other = Take that one
notice-keep-own = Keep this one
notice-not-kept = The browser does not keep anything or is full: a reload loses your plan. Use “Share” to save a file or copy a link.
notice-broken = This run broke; the figures stay with the last result: { $message }
notice-worker-restarted = The model stopped unexpectedly and was started again: { $message }
notice-worker-gone = The model stopped again; figures no longer follow. Your plan can still be saved; reload the page: { $message }
notice-link-copied = Link copied.
notice-link-in-address = The browser does not allow copying; the link is in the address bar.
fault-not-a-link = The { $length } characters of the link are not a whole plan; it may have been cut on the way.
fault-empty = The file is empty.
fault-not-a-document = This is not a plan of Shapan.
fault-not-a-document-at = This is not a plan of Shapan, or it is damaged: it cannot be read from line { $line }, column { $column }.
fault-contradiction = Parameters contradict each other ({ $message }).
fault-policy = { $key }: not possible ({ $message }; { $hint })
fault-policy-at = Line { $line }, { $key }: not possible ({ $message }; { $hint })
fault-newer-format = Format { $format } is newer than format { $known }, which this page knows; update the page.
fault-unknown-scenario = There is no place { $key }.
fault-unknown-lever = levers.{ $lever }: there is no such lever.
fault-unknown-region = regions.{ $code }: there is no region with this code.
fault-param = params.{ $key }: there is no such parameter, or it cannot be { $value }.
fault-not-a-course = levers.{ $key } ({ $lever }): { $found } is neither a value nor a course over time.
fault-out-of-bounds = levers.{ $key } ({ $lever }): { $value } is out of bounds, { $min } to { $max }.
fault-months = levers.{ $key } ({ $lever }): months should ascend.
