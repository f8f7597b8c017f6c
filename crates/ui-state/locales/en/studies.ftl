# Texts of the page. *…* is emphasis, !…! a shortfall, ~…~ an assumption.

study-progress = Progress
study-waiting = Not begun
study-preparing = Preparing
study-running = { $n } of { $of } done
study-left = , about { $seconds } s left
study-done = All done
study-stopped = Stopped; what is there can be used
study-gone = The program that computes stopped twice at the same place
study-broken = Not possible: { $message }
study-stop = Stop here
study-again = Compute again

study-part = about { $percent } done
why-gauge = { $name } · end of { $year }
chances-stale = Of an earlier plan
chances-nothing-varies = Nothing varies: choose at least one.
chances-no-count = No count lies in the whole years of the run ({ $first }–{ $last }), so runs cannot be weighted.
seek-not-begun = Begins once goals and levers are chosen
seek-mistakes = This cannot be sought: { $mistakes }
people-seed = Seed { $seed }
seek-mistake-no-goal = there is nothing to reach: choose at least one target
seek-mistake-goal = “{ $goal }” cannot have this value: shares go up to 100%, counts and sums are above 0
seek-mistake-twice = “{ $what }” stands twice: keep one of them
seek-mistake-year = “{ $goal }” is not within the run: choose a year from { $first } to { $last }
seek-mistake-schools = “{ $goal }” needs the number of schools, which this place lacks: enter it on Data, or choose another figure
seek-mistake-chance = a chance of { $chance }% is none: above 0 and below 100% is expected
seek-mistake-budget = the budget is no number: give yuan, or leave it empty
seek-mistake-limits = the limits of “{ $lever }” leave no room: the lower must be below the upper, both from { $low } to { $high }
seek-mistake-not-ours = “{ $lever }” is decided by the { $authority }: tick “{ $authority }”, or leave the lever out
seek-mistake-few = { $what }: { $given }, at least { $least } are needed
seek-mistake-apart = the distance between answers must lie from 0 to 1
seek-mistake-region = “{ $lever }” has a course of its own in region { $region }, which goes before the whole place: take it out of the plan, or do not move the lever
seek-effort-draws = Draws
seek-effort-fresh = Fresh draws
seek-effort-answers = Answers
seek-effort-evaluations = Evaluations
