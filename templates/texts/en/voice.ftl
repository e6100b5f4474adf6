## The expert's voice

voice = Expert’s comment
voice-marked = { $text } · { $mark }
voice-marked-sentence = { $text } { $mark }.
voice-mark-pin = the expert’s choice
voice-mark-rephrase = the expert’s words
voice-mark-pin-rephrase = the expert’s choice and words
voice-card-pin = The expert’s choice
voice-card-pin-text = the action was moved to the top of the list
voice-card-rephrase = The expert’s words
voice-card-rephrase-text = the name of the action
voice-card-rephrase-both = the name of the action and the first step
recommendations-title-expert = { $n ->
    [one] The action, reviewed by the expert
   *[other] The actions, reviewed by the expert
}
recommendations-lead-pinned = { $n ->
    [one] The action chosen by the expert comes first.
   *[other] The actions chosen by the expert come first ({ $n }).
} What is urgent follows, then the gaps of the summary, then what would raise the score most. Gains are worked out for each action separately, with the results of other { units } unchanged.
recommendations-caption-pinned = Actions in order: the expert’s choice, what is urgent, gaps of the summary, largest gain
goal-chosen = the expert’s choice
result-chosen = a gain in points cannot be worked out here
item-action-chosen = { $indicator }
item-action-step = { $indicator }: { $own } today
area-advice-item-chosen = { $term }; a gain in points cannot be worked out here.
area-advice-item-step = { $term }; the action prepares a change that comes later.
annex-expert-heading = What the expert changed in the recommendations
voice-change-pin = { $record }: the expert’s choice, action { $number }
voice-change-drop = { $record }: left out by decision of the expert
voice-change-rephrase = { $record }: the expert’s words, action { $number }
voice-change-unused = { $record }: the expert’s words, not among the chosen actions
