## Action plan

plan = Action plan
plan-title = Who, what and by when: a plan for the meeting
plan-lead = The actions stand here in the order of the recommendations, each with the indicator that it is for. At the meeting, choose those the { unit } will take on and add your own.
plan-lead-empty = At the meeting, enter the actions that the { unit } will take on.
plan-caption = Action plan to fill in at the meeting
plan-line = { $number }.
plan-own = your own action
plan-aim = from { $own } to { $goal }
plan-aim-introduce = introduce it
plan-aim-end = end it
plan-measure = result: { $measure }
column-plan-who = Who is responsible
column-plan-when = By when
column-plan-start = First step and resources
column-plan-sign = How we will know
column-plan-done = Done
