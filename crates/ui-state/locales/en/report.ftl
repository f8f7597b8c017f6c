# The report, to be read and printed.

report-print = Print or save as PDF
report-back = Back to the plan
report-waiting = The report is being computed: the plan, the plan without each measure, and the baseline.
report-hint = What follows is printed on A4; in the print dialog choose “Save as PDF” for a file.
report-refused = There is no report; your plan is unchanged. What writes it comes over the network the first time: connect and try again. { $message }
report-retry = Try again
