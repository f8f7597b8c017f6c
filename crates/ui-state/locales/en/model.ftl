# Texts of the page. *…* is emphasis, !…! a shortfall, ~…~ an assumption.


model-coming = Fetching what the model is made of…
model-gone = What the model is made of could not be fetched.
model-parts = Which part
model-params = Parameters
model-census = { $all } parameters: *{ $fact }* facts, *{ $derived }* derived, *{ $fitted }* fitted, ~{ $assumption } assumed~.
params-shown = { $n } of { $of }
params-seek = Search
params-status = Status
params-sector = Part
params-all = All
params-none = No parameter is like that.
params-name = Parameter
params-value = Value
params-range-head = Plausible range
params-range = { $low } to { $high }, { $shape }
params-no-range = No range: not to be assumed otherwise
params-source = Status and source
params-of-place = As this place's scenario says
params-set = { $name }: value
params-own = Here { $value }
param-nothing = Type a number; the value is unchanged.
param-not-a-number = “{ $typed }” is not a number; the value is unchanged.
param-not-whole = “{ $typed }” is not a whole number; the value is unchanged.
param-out-of-range = “{ $typed }” is out of range: { $low } to { $high } is possible; the value is unchanged.
param-either = “{ $typed }” is neither: { $low } or { $high } is possible; the value is unchanged.
param-contradicts = It contradicts other parameters ({ $message }); the value is unchanged.
assumed-label = Changed assumptions
assumed-title = { $n ->
    [0] No assumption is changed
    [one] Your assumptions differ in one
   *[other] Your assumptions differ in { $n }
}
assumed-none = Type over a value in the table to see how the targets move under another assumption. Assumptions are kept apart from decisions; they can be undone, and files and links carry them.
assumed-here = Here
assumed-yours = Yours
assumed-reset = Reset
assumed-reset-one = Reset { $name }
assumed-reset-all = Reset all
assumed-effects = End of { $year }, the same plan
assumed-figure = What targets look at
assumed-note = The start is solved again under your assumptions and still meets the counts it began with; the difference is assumed, not done by the plan.
model-diagram = Diagram
diagram-title = Stocks and flows
diagram-note = Values: plan (blue) and baseline (grey). Thick lines: people or hours move; thin lines: one thing drives another, those of the chosen part stand out. Arrow keys go from part to part, Enter chooses, + and − zoom, 0 shows all.
diagram-stock = stock
diagram-flow = flow
diagram-auxiliary = follows from others
diagram-lever = lever
diagram-target = target
diagram-larger = Zoom in
diagram-smaller = Zoom out
diagram-whole = Show all
diagram-label = Stocks and flows, { $month }
diagram-says = { $kind }: { $name }, plan { $value } { $unit }, baseline { $base }
diagram-folded = { $name }: folded, choose to unfold
diagram-seek = Search
diagram-all-levers = Show levers that are not moved
diagram-month = Month
diagram-picked = The chosen part
diagram-no-chart = It has no value for every month.
diagram-driven-by = Driven by ({ $n })
diagram-drives = Drives ({ $n })
diagram-folds = Parts drawn in full
diagram-as-table = As a table
diagram-name = Name
diagram-kind = Kind
diagram-inputs = Driven by
diagram-chart-says = { $name } in { $month }: plan { $value } { $unit }, baseline { $base }
model-equations = Equations
params-uses = { $n ->
    [one] Read by one equation
   *[other] Read by { $n } equations
}
equations-note = Indices: r region, s setting, k certificate, g grade, a age, j programme, c group served. Blue is a lever, ochre a parameter; choose a name to look it up.
equations-params = Parameters
equations-levers = Levers
equations-variables = Output variables
equations-symbols = Other names
equations-code = From
