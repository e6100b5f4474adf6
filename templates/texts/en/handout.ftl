## The papers for the meeting

handout-study = { $study }, { $edition } edition
handout-when = { $date }, { $time }
handout-no-meeting = not scheduled
handout-room = Where: { $room }
handout-expert = Meeting led by: { $expert }
handout-coordinator = { Reader }: { $name }
handout-copy = Copy { $number } of { $of }
handout-contents = Contents
handout-contents-card = results card (1 page)
handout-contents-report = dedicated report ({ $n } { $n ->
    [one] page
   *[other] pages
})
handout-confidential = Confidential: this set is meant only for the { reader } of the { unit } it is about.
handout-fictional = Sample data: all { units }, people and numbers are fictional.
handout-title = Sets to print: { $study } ({ $edition })
handout-subject = Cards and reports in the order of the meetings
keyword-handout = papers for the meeting
handout-bookmark = { $when } – { $name }
handout-bookmark-card = Results card
handout-bookmark-report = Dedicated report
handout-label-separator = { $set }-S
handout-label-card = { $set }-C
handout-label-report = { $set }-R

## Receipt list

receipt-title = Receipt list
receipt-subject = The list to sign when reports and results cards are handed out
receipt-lead = Each line is one copy: a results card and a dedicated report. The signature confirms receipt.
receipt-caption = Copies handed out ({ $n })
receipt-column-number = No.
receipt-column-when = Time
receipt-column-cluster = { Unit }
receipt-column-coordinator = { Reader }
receipt-column-copy = Copy
receipt-column-signature = Date and signature
receipt-copy = { $number } of { $of }
receipt-handed-out = Handed out by: name, signature
receipt-day = Date
receipt-confidential = Reports and cards are confidential: everybody receives only the set of their own { unit }.
receipt-page = Page { $number } of { $of }

## Cover letter

letters-title = Cover letters
letters-subject = Covering letters, one on each page
letter-subject = { $study }, { $edition } edition. Results of the { unit }: { $name }
letter-salutation = Dear Sir or Madam
letter-salutation-line = { $text },
letter-sentence = { $text }.
letter-lead = We are handing over the results of your { unit } ({ $name }) in the study “{ $study }”, { $edition } edition.
letter-enclosed = The set holds the results card (1 page) and the dedicated report ({ $n } { $n ->
    [one] page
   *[other] pages
}). The card shows the main results on one page. The report shows the results of the { unit } against the group and the actions that are worth starting with; a plan to fill in is at its end.
letter-meeting = You are invited to a meeting about the results: { $when }.
letter-confidential = The results are confidential and meant only for the { reader } of this { unit }. A signature on the receipt list confirms receipt. If the set has reached you by mistake, please do not read it and return it to the publisher of the study.
letter-questions = We answer questions at { $email }. At that address you can also ask for the report in another form, such as one that suits your screen reader better.
letter-closing = Yours faithfully

## Name plates and labels

plates-title = Name plates
plates-subject = Names of the { units } and of those who lead the meetings, to be folded in half
labels-title = Folder labels
labels-subject = Labels for the folders with the sets, sheet { $sheet }
label-when-room = { $when }, { $room }
label-copy = { $copy } · confidential
label-fictional = sample data

## The expert's briefing

briefings-title = Briefings for the experts
briefings-subject = One page per meeting; for the expert, do not pass on
briefing-mark = For the expert, do not pass on
briefing-bookmark = { $when } – { $name }
briefing-note = Note on the meeting: { $note }
briefing-points = What to talk about
briefing-comment = The expert’s comment on the summary
briefing-comment-more = The comment goes on in the report.
briefing-comment-places = There are comments in these chapters too: { $chapters }.
briefing-comment-none = There is no comment of the expert on this report yet.
briefing-questions = Three questions worth asking
briefing-changes = What has changed since the { $edition } edition
briefing-changes-none = What has changed
briefing-no-history = The study has no earlier edition that the results can be compared with.
briefing-first-time = The { unit } is taking part for the first time, so there is nothing to compare over time.
briefing-silence = What not to disclose
question-gap = { $indicator }: { $evidence }. What stands in the way, and who in the { unit } can change it?
question-missing = { $n ->
    [one] { $n } indicator has no answer
   *[other] { $n } indicators have no answer
}: { $names }. Do these data not exist, or are they hard to collect?
question-missing-many = { $n ->
    [one] { $n } indicator has no answer
   *[other] { $n } indicators have no answer
}, for instance { $names }. Do these data not exist, or are they hard to collect?
question-pattern = { $chapter }. { $text } What is behind this?
question-strength = { $indicator }: { $evidence }. How did the { unit } get there, and could it show others?
question-action = The action “{ $action }”: who takes the first step, and by when?
question-next = What should have changed by the next edition, and how will that be seen?
question-help = What does the { unit } need from others to get there?
silence-others = We do not give results or ranks of other { units }, not even without a name or roughly.
silence-marks = We do not guess whose the dots in the charts are, nor whose the best result is.
silence-names = We name another { unit } only where, with its consent, the chapter on good practices names it.
silence-groups = We neither give nor estimate these medians:
silence-groups-none = The report gives the medians of all groups of this { unit }; we give no medians of other groups.
silence-part = { $group } ({ $names })
