# Texts of the page. *…* is emphasis, !…! a shortfall, ~…~ an assumption.

data-summary = The data of this place
data-says-built-in = *{ $place }* comes with the program and cannot be changed itself: copy it, or make a place of your own from it.
data-says-own = *{ $place }*: *{ $n }* of the ten basic figures are given; the rest follows the template and counts as ~assumed~.
data-last-good = { $n ->
    [one] one cell to mend; runs use the last good data
   *[other] { $n } cells to mend; runs use the last good data
 }

data-sheets = Sheets
data-row = row { $n }
data-row-head = Row
data-colon = : { "" }
data-undo = Undo entry
data-redo = Redo entry
data-add-row = Add a row
data-remove-row = Remove row { $n }
data-empty-sheet = Nothing yet.
data-paste-note = A block copied from a spreadsheet can be pasted into the cell where it begins; it is shown before it is taken. Empty cells follow the template.
data-read-only = Copy the place to change it.
data-figure = Figure
data-value = Value
data-unit = Unit
data-known = Known how
data-source = Source
data-expected = Plausible range, or what holds while empty
data-taken = { $without }: { $taken }
data-plausible = Plausible: { $low } to { $high }
data-more = More figures
data-fewer = The ten only

data-troubles = To be checked
data-troubles-count = { $n ->
    [0] Please check
    [one] One thing to mend
   *[other] { $n } things to mend
 }
data-mend-all = { $n ->
    [one] Mend one as suggested
   *[other] Mend { $n } as suggested
 }
data-fault-wan = { $found } counts in 万 or 亿; ones are expected: { $mend }
data-fault-written = { $found } has full-width digits or commas between thousands: write { $mend }
data-fault-unit = { $found } has a unit or words with it; digits alone: { $mend }
data-fault-nothing = { $found } is no number; leave the cell empty where there is none
data-fault-number = { $found } is not a number; digits are expected, such as 631530
data-fault-missing = something must stand here
data-fault-meant = { $found } is not among the choices; did you mean “{ $mend }”?
data-fault-unknown = { $found } is not among the choices: { $known }
data-fault-twice = { $found } stands in row { $n } already; once is enough
data-fault-more = { $found } is more than { $what }, { $value }; are columns mixed up?
data-fault-outside = { $found } lies outside the run, { $from } to { $to }, and has nothing to be held against; is the year right?
data-fault-year = { $found } lies outside the run, { $from } to { $to }
data-fault-implausible = { $found } is outside the usual range { $low } to { $high }; is the unit right (persons, not 万)?
data-fault-sum = { $found } does not fit the sum of the regions, { $sum }; check one of them
data-fault-bounds = { $found } should lie between { $low } and { $high }
data-fault-rows = 1 to 31 regions are expected, a row each
data-fault-sheet = no sheet is called { $found }, so it was not read; sheets are Place, Regions, Targets, History
data-fault-sheet-meant = no sheet is called { $found }, so it was not read; did you mean “{ $mend }”?
data-fault-column = { $found } is no known column or figure and was not read
data-fault-column-meant = { $found } is no known column or figure; it was read as “{ $mend }”, please check
data-fault-column-missing = the file does not have this column
data-fault-merged = joined cells { $range } have a value in the first only; split them and fill in each
data-fault-empty-rows = { $n ->
    [one] one empty row was left out
   *[other] { $n } empty rows were left out
 }
data-fault-nothing-to-read = the file has no sheet to read: { $found }

data-measured = How much is measured
data-measured-ten = The ten figures
data-measured-all = All figures
data-measured-fact = measured
data-measured-estimate = estimates
data-measured-assumption = assumptions
data-moves = Of all that is assumed, these move “{ $what }” most: { $names } (page Chances).
data-moves-unknown = Which assumptions move the answer most: the page Chances tries each from end to end of its range.
data-next-head = Assumptions best measured next, the widest range first:
data-next = { $name }: may be { $low } to { $high } times what is written

data-files = Files
data-open = Open a table or place file…
data-save-xlsx = Download template XLSX
data-save-csv = Download this sheet as CSV
data-save-place = Save as a place file
data-reading = Reading { $file } …
data-not-read = { $file } could not be read; nothing changed. Save it as XLSX, XLS, ODS or CSV and try again. ({ $message })
data-preview = Preview
data-preview-file = Preview of “{ $file }”: { $changed }.
data-preview-paste = Preview of what you paste: { $changed }.
data-preview-cells = { $n ->
    [one] one cell changes
   *[other] { $n } cells change
 }
data-preview-grave = What is wrong can be mended now or after it is taken; until then runs go on with the present data.
data-preview-good = Runs use it as soon as it is taken.
data-take = Take it
data-take-new = Take it as a new place
data-drop = Drop it
data-notes-1 = The first row of each sheet names its columns: leave it as it is. Columns may stand in any order, and those not needed may go.
data-notes-2 = Figures are in ones (persons, units, yuan), without 万 and without units. Leave empty what you do not know: it follows the template and counts as an assumption.
data-notes-3 = Known how: measured, estimate or assumption. Source: the name of a document or table, or an address.
data-notes-4 = Regions: a row each; the name and the residents of 2020 matter most. No row of sums.
data-notes-5 = Targets: shares as decimals or per cent, such as 0.7 or 70%.
data-notes-6 = History: counts at the end of each year, to hold runs against.

data-this = This place
data-name = Name in Chinese
data-name-en = Name in English
data-copy = Copy it to change it
data-duplicate = Duplicate
data-delete = Delete this place
data-deleted = “{ $place }” was deleted.
data-undelete = Bring it back
data-new = A new place
data-new-note = Name it, choose a template, fill in ten figures: five minutes to a first run.
data-new-name = New place, name in Chinese
data-new-name-en = New place, name in English
data-template = Template
data-regions-whose = Regions
data-regions-copy = Those of the template, with its figures
data-regions-own = My own
data-regions-names = Names of regions, one a line, perhaps with residents behind
data-create = Make it
data-name-missing = A name is needed, in Chinese or English.
data-regions-missing = At least one region is needed.
data-template-missed = The data of the template did not come; what you wrote is still here. Try again with a network, or choose another template.
data-not-made = The place could not be made; what you wrote is still here. Try another template.

counts-note = What was counted of the whole place since the projection was made, at the end of a year (registrations: in the year). It is kept in this browser, drawn over the figures of Plan and held against the projection below; it changes no run. Say where each count comes from. Rows can be pasted from a spreadsheet into the cell where they begin.
counts-row = Count { $n }:
counts-remove = Remove count { $n }
counts-table = Counts to fill in
counts-undo = Undo count
counts-redo = Redo count
counts-unsourced = no source

misses-title = What the difference says
misses-old = Old projection
misses-known = Assumptions as known now
misses-done = Decisions as carried out
misses-present = The present plan
misses-document = The document’s plan
misses-as-thought = As they were thought
misses-present-assumptions = Those of the present plan
misses-as-planned = As planned
misses-baseline = None of them (baseline)
misses-nothing = Once a row above can be read, it is held against the projection here: how much of the difference lies with assumptions, with decisions, and with neither.
misses-same = So far nothing is said to be known better, so the whole difference is left to chance and the model. Choose the plan or place that says how assumptions turned out, and the plan that was carried out.
misses-table = Counts beside the projection
misses-what = What was counted
misses-projected = Projected
misses-actual = Counted
misses-difference = Difference
misses-assumption = Assumptions
misses-decision = Decisions
misses-chance = Chance and model
misses-name = { $name }, { $year }
misses-not-run = not simulated
misses-more = { $amount } more
misses-fewer = { $amount } fewer
misses-says = { $name }, { $year }: { $actual } counted, { $difference } than the { $projected } projected
misses-says-equal = { $name }, { $year }: { $actual } counted, as projected
misses-parts = : { $parts }
misses-by-assumption = { $amount } because assumptions turned out otherwise
misses-by-decision = { $amount } because decisions were carried out otherwise
misses-by-chance = { $amount } left to chance and the model
misses-end = .
misses-note = *Chance and model* is what both together do not explain: luck of single years, errors of counting, and what the model itself gets wrong; one count cannot tell these apart. Assumptions and decisions each get the mean of what they do alone and after the other, so that no order has to be chosen. All four runs have the seed of the old projection, if it has one. Parts are rounded so that they sum.
