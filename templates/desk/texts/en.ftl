### The words of the desk in the browser. Keys: part of the page, then the thing.

skip = Go to the content
menu = Pages
only-here = Everything happens on this computer; nothing is sent until you explicitly say so.
to-start = Back to the start
sorry = This cannot be done now
save = Save
show = Show
stop = Stop
why = why
page-edition = Edition
page-clusters = Clusters
refused = Ta strona otwiera się tylko w przeglądarce, w której otwarto adres wypisany przy uruchomieniu. Adres działa jeden raz: aby otworzyć stanowisko ponownie, uruchom je od nowa. / This page opens only in the browser that opened the address printed at the start. The address works once: to open the desk again, start it anew.
busy = Something else is under way. Wait until it has ended, or stop it.
taken = it is open on another desk
taken-remedy = close the other desk and open this one again
read-only = You can only look at this edition here: { $holder }.
broken = The program made a mistake ({ $kind }: { $words }). Nothing was changed beyond what had been saved. Please report it with the file { $log }.
no-edition = No edition has been chosen yet. Choose one on the page "Edition".
no-cluster = This edition has no cluster "{ $id }". Its id may have been changed.
no-page = There is no such page.
edition-first = The edition has problems. Mend them and save the file; this page renews itself.
file-error = The file { $file } could not be read or written: { $reason }. See whether the disk has room and whether another program has the file open.
too-large = The file is too large. A workbook may have { $most } at most.
bad-form = The form arrived incomplete. Load the page again and try once more.
old-form = This page is from an earlier start. Load it again and try once more.
nothing-chosen = No cluster is marked.

## Edition

person = Who is working
person-label = First name and surname (for the record of comments and approvals)
no-name = Give your first name and surname in one line.
choose-edition = Choose an edition
other-edition = Open another edition
no-choices = There is no edition in this folder.
drop = Drop a workbook here, or choose a file
take = Open the file
drop-hint = A copy of the file goes to the folder of the desk. Make your corrections in that copy.
kept = The workbook { $name } is in the folder of the desk. Make your corrections in that file.
no-choice = There is no such edition to choose: { $name }.
no-file = No file was chosen.
no-workbook = "{ $name }" is not an Excel workbook (.xlsx). Save it in Excel as "Excel Workbook".
other-there = The folder of the desk already has another file named { $name }. Rename one of them.
cannot-read = The edition cannot be read
problems =
    { $count ->
        [one] { $count } problem to mend
       *[other] { $count } problems to mend
    }
problems-hint = Mend the cells that are named and save the file; this list renews itself.
no-problems = The edition is sound
edition-label = Study
edition-clusters = Clusters
edition-indicators = Indicators
go-clusters = Go to the clusters
open-in-excel = The workbook is open in a spreadsheet program. What you see here is the version that was saved last.
marked = Download a copy with the cells marked
remarks =
    { $count ->
        [one] { $count } remark
       *[other] { $count } remarks
    }
remarks-hint = These are no mistakes, but worth a look before reports go out.
col-cell = Cell
col-header = Column
col-value = Value
col-cause = Cause
col-remedy = What to do
col-table = Table
col-column = Column
col-rows = Rows
col-remark = Remark

## Clusters

filter = Search
filter-state = State of the report
every-state = all
build-some = Build those marked
build-all = Build all
look-again = Check the files again
chosen = Marked
rows = Showing { $shown } of { $total }.
head-id = Id
head-name = Name
head-report = Report
head-comment = Comment
head-approval = Approval
head-mail = Mail
state-current = current
state-stale = out of date
state-damaged = damaged
state-missing = missing
state-unfinished = unfinished
state-failed = failed
state-given = given
state-lacking = none
state-yes = yes
state-no = no
state-outdated = out of date
state-outbox = in the outbox
state-outbox-outdated = in the outbox, out of date
state-ready = ready to send
state-sending = being sent
state-sent = sent
state-deferred = put off by the server
state-rejected = refused by the server
state-unknown = nobody knows whether it arrived
state-bounced = came back
unchanged = unchanged
built =
    { $built ->
        [one] { $built } report is ready
       *[other] { $built } reports are ready
    } (unchanged: { $kept }, failed: { $failed }).
not-built =
    { $count ->
        [one] { $count } report was not built. Go on building whenever you like.
       *[other] { $count } reports were not built. Go on building whenever you like.
    }

## Work

job = Work
job-build = Building reports
job-running = under way
job-stopping = stopping after the present step
job-done = finished
job-stopped = stopped
job-failed = broken off
job-count = { $done } of { $total }

## Report

all-clusters = All clusters
report = Report
report-pages = Pages of the report
open-pdf = Open the PDF
open-screen = Open the edition for the screen
page-number = Page { $number } of the report
no-report = There is no finished report. Build it.
decide = Approval
who = First give your name on the page "Edition".
build-first = The report is not current: it has to be built before it can be approved.
build-this = Build this report
approve-hint = The approval is for the very file that you see here, and for the address: { $address }.
nobody = no address
approve = I approve this report ({ $name })
approved = Report approved: { $name }.
is-approved = The report is approved: { $name }, for the address: { $address }.
not-approved = The report was not approved: { $why }
stale-page = The report has been built anew since this page was loaded. Look at the new file before you approve it.
withdraw = Withdraw the approval
withdrawn = Approval withdrawn.
withdrawn-late = The approval was withdrawn, but the message with this report has left or is just leaving.
no-approval = Nobody has approved this report.
comments = Comments
comments-hint = Comments go to the file { $file } beside the edition; the edition itself is not changed. Build the report after saving, so that the comment is in it.
in-the-sheet = In the sheet of the edition (it is not changed here):
place-summary = Summary
place-profile = Characteristics
place-position = Position
place-groups = Comparison groups
place-practices = Good practices
place-recommendations = Recommendations
text-in-pl = Text in Polish
text-in-en = Text in English
signature = Signature (if other than in the settings of the edition)
save-comment = Save the comment
comment-saved = Comment saved. Build the report, so that it is in it.
saved-by = Last saved: { $name }, { $time }.
conflict = Another comment was saved here meanwhile (by { $name }). Below is that one; in the field is yours, which was not saved. Bring both together and save.
nothing-there = (the comment was removed)
no-place = The reports of this edition have no such place.
choices = Recommendations
choices-hint = All recommendations whose conditions this cluster meets. Those with a number are in the report. A decision goes to the same file as the comments.
not-an-action = it is not in the report
decided-in-the-sheet = The sheet of the edition decides about this recommendation.
decision = Decision
decision-rules = by the rules
decision-pin = always in the report, first
decision-drop = not in this report
reason = Why (only if always in the report; may be empty)
save-decision = Save the decision
decision-saved = Decision saved. Build the report, so that it takes account of it.
decision-changed = Somebody has decided otherwise about this recommendation meanwhile. Load the page again and decide once more.
no-decision = There is no such decision.
preview = This is how it will be printed:

## Send

page-send = Send
no-mail = The edition does not say who the messages come from. Name the sender in its settings (mail.from).
mail-from = From
mail-reply = Answers to
mail-bounces = Returned messages to
mail-archive = Copy to an archive
mail-server = Mail server
mail-attachments = Attachments
none = none
encrypted = encrypted
not-encrypted = not encrypted
signed = signed
not-signed = not signed
fictional = The data of this edition are fictional: nothing goes to real coordinators, and only a rehearsal is possible.
no-witness = Your own folder cannot be written into. If the record of what was sent is restored from a copy together with the reports, that is not noticed.
dry-run = Dry run
dry-run-hint = Finds out who would get what. Nothing is sent or changed.
way = How to send
way-outbox = Write the messages as files (nobody gets anything)
way-rehearsal = Rehearse through the server: everything to one test address
way-real = Send through the server to the coordinators
redirect = Test address
no-way = Choose how to send.
no-address = Give a proper test address.
look-who = See who would get what
planned = To be sent: { $due }, others: { $others }.
plan-outbox = To be written as files: { $count }
plan-rehearsal = Rehearsal, to be sent to the test address: { $count }
plan-real = To be sent to the coordinators: { $count }
verdict = Result
verdict-due = to be sent
verdict-done = sent already
verdict-waiting = waiting
verdict-refused = held back
recipient = Recipient
subject = Subject
size = Size
why-not = Why
read-message = read
type-number = Messages: { $count }; to: { $whom }. Type this number to send them:
coordinators = the coordinators
send-now = Send
write-now = Write the files ({ $count })
send-hint = Every message is proven once more right before it leaves. "Stop" ends after the present message; nothing is lost and nothing goes twice.
outbox-hint = The files go to the folder { $folder }. Those that do not hold any more are removed from it.
other-plan = The sending was looked at again since then, or not yet. See who would get what, and then send.
other-number = The number typed is not that of the messages ({ $count }). Nothing was sent.
plan-changed = Something has changed since you looked (an address, a report, an approval or a setting). Nothing was sent: look again who would get what.
no-message = No message goes to { $id }. { $why }
sent-summary = Sent: { $count }, before: { $before }, not sent: { $rest }.
written-summary = Files written: { $count }, sent before: { $before }, not written: { $rest }. Nobody has got anything.
removed = Removed the file { $file }, which did not hold any more.
send-stopped = The sending has stopped: { $why }
letter-from = From
letter-to = To
letter-bcc = Blind copy
letter-reply-to = Reply to
letter-subject = Subject
attachment = Attachment
back-to-send = Back to sending
job-plan = Looking who would get what
job-send = Sending
job-write = Writing messages as files

## Papers

page-papers = Papers
make = Make
papers-made =
    { $count ->
        [one] { $count } file is ready.
       *[other] { $count } files are ready.
    }
files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
paper-cards = Results cards
about-cards = Each cluster on one page, to print.
paper-summary = Paper for the plenary
about-summary = The condition of the whole group, without names and results of single clusters.
paper-internal = Paper with the ranking
about-internal = The same with the full ranking and names, for internal use only.
paper-slides = Slides
about-slides = The paper for the plenary as a presentation.
paper-figures = Figures
about-figures = Figures about the whole group for press and slides.
paper-handout = Papers for the meetings
about-handout = Print file, letters, name plates and labels; they need current reports and cards.
paper-tables = Tables
about-tables = Scores and ranks, every value in one file, a review of the recommendations.
paper-rules = Rules
about-rules = The public account of the rules of this edition.
paper-evidence = Evidence of sending
about-evidence = Who got what and when, who approved it, and what the server said.
job-paper-cards = Results cards
job-paper-summary = Paper for the plenary
job-paper-internal = Paper with the ranking
job-paper-slides = Slides
job-paper-figures = Figures
job-paper-handout = Papers for the meetings
job-paper-tables = Tables
job-paper-rules = Rules
job-paper-evidence = Evidence of sending
