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
