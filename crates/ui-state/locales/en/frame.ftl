# Texts of the page. *…* is emphasis, !…! a shortfall, ~…~ an assumption.

app-title-page = { $page } · { $place } { $from }–{ $to } · Shapan
pages = Pages
page-plan = Plan
to-results = Skip to the levers

bar-place = { $place } { $from }–{ $to }
bar-choose = Choose a place
bar-then = As the document stood
bar-ahead = From today on (2026–2035)
bar-document = Document's plan
bar-changed = Changed plan
bar-as-now = Measures as now
bar-nothing = No measures in the document
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
share-xlsx = Excel workbook
switch-language = 中文
switch-language-label = 切换到中文
theme-dark = Dark
theme-light = Light

loading = Building the model and running it for the first time, about a second.
computing = Computing
fetching = Getting the data
close = Close
dismiss = Dismiss
notices = Notices

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
notice-not-stored = The browser did not store “{ $name }”: { $message }. It is still on this page; save it as a file before you close it.
notice-not-taken-out = The browser did not delete what you chose; it will be back after a reload: { $message }.
notice-store-unread = What this browser stored (plans, places) cannot be read. The page works as ever; save what you want to keep as a file: { $message }.
notice-save-record = Save as file
notice-broken = This run broke; the figures stay with the last result: { $message }
notice-worker-restarted = The model stopped unexpectedly and was started again: { $message }
notice-worker-gone = The model stopped again; figures no longer follow. Your plan can still be saved; reload the page: { $message }
notice-link-copied = Link copied.
notice-link-in-address = The browser does not allow copying; the link is in the address bar.
notice-place-missed = The data of { $place } did not come; your plan is unchanged. Try again once there is a network: { $message }
notice-not-written = The file was not written; your plan is unchanged. What writes files comes over the network the first time: connect and try again. { $message }
notice-retry = Try again
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

page-people = People
notice-people-restarted = The program that runs people stopped unexpectedly; it was started again and the run is repeated: { $message }
notice-people-gone = The program that runs people stopped again; nobody new is shown. The plan is not touched; “Run again” tries once more: { $message }

page-tests = Check
page-tests-long = The model against history
notice-study-restarted = A program that computes stopped unexpectedly; it was replaced and its part is computed again: { $message }
notice-study-gone = The program that computes stopped again at the same place; this computation ends. The plan is not touched; “Compute again” tries once more: { $message }

page-chances = Chances
page-chances-long = How sure

page-why = Why
page-why-long = Why it comes out so

page-seek = Seek
page-seek-long = How to get there
page-compare = Compare
page-model = Model
page-data = Data
page-indicators = Indicators
page-coming = This page is on its way.
notice-page-missed = The page “{ $page }” did not come: { $message }. Try again with a network; nothing you have is touched.
replay = Replay
replay-long = Play the last move again, three times
