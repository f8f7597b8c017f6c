# Texts of the page. *…* is emphasis, !…! a shortfall, ~…~ an assumption.

help-title = Help and terms
help-tour = Tour of the Plan page
help-begin = Where to begin
help-begin-1 = On “Plan” read the verdict, then move sliders; every change is kept, can be undone, and survives a reload or a lost network.
help-begin-2 = On “Data” ten numbers make a place of your own; until then the verdict is a demonstration.
help-begin-3 = “Chances” says how sure it is, “Why” what each lever contributes, “Seek” what it takes to get there.
help-begin-4 = “Indicators” shares a target out among counties and years; the share menu exports report, workbook and paper.
help-keys = Keyboard
help-keys-text = Tab goes from item to item; on a slider arrows move by a tick, Page Up and Page Down further; Esc closes a dialog.
help-terms = Terms
help-search = Find a term
help-none = No term has “{ $typed }”: try another word, or clear the search.
help-counts = Counts
help-levers = Levers
help-outputs = Outputs of the model
help-statuses = Where a number comes from
help-fact = There is a public source; it stands beside the number.
help-assumption = Nobody measured it: a value with a range, from which Chances draws.
help-derived = Computed from other numbers.
help-fitted = Fitted to the counts of earlier years.
help-unit = Unit: { $unit }
