# What people are told.

notify-title = Notifications
notify-tabs = Kinds of notifications
notify-tab-all = All
notify-tab-mentions = Mentions
notify-tab-decisions = Decisions
notify-nothing = Nothing yet. When somebody follows, answers or thanks you, you see it here.
notify-no-mentions = Nobody has mentioned or answered you yet.
notify-no-decisions = No decision about you yet.
notify-new = New
notify-new-since = New since you last looked: { $n }
notify-mark-seen = Mark all as read
notify-notice-seen = All marked as read.
notify-settings-link = Choose what you are told of

## Who
notify-who-two = { $a } and { $b }
notify-who-others = { $n ->
    [one] { $a } and 1 other
   *[other] { $a } and { $n } others
 }
notify-who-many = { $a } and many others

## What happened
notify-follow = { $n ->
    [one] { $who } follows you
   *[other] { $who } follow you
 }
notify-follow-request = { $n ->
    [one] { $who } asks to follow you
   *[other] { $who } ask to follow you
 }
notify-follow-accepted = { $n ->
    [one] { $who } accepts you as a follower
   *[other] { $who } accept you as a follower
 }
notify-mention = { $n ->
    [one] { $who } mentions you
   *[other] { $who } mention you
 }
notify-reply = { $n ->
    [one] { $who } answers you
   *[other] { $who } answer you
 }
notify-reaction = { $n ->
    [one] { $who } reacts to your post
   *[other] { $who } react to your post
 }
notify-claim-decided = There is a decision about your credential
notify-credential-expiring = Your checked credential ends soon
notify-registration-used = Somebody else gave your registration number
notify-title-unverified = Your name carries a title that nobody has checked
notify-note-written = Somebody wrote a context note on your post
notify-note-decided = A context note you wrote, or on your post, has a new status
notify-correction = The evidence answers a claim you saw
notify-report-decided = There is a decision on your report
notify-sanctioned = Moderators took a measure about you or your post
notify-appeal-decided = There is a decision on your appeal
notify-organisation-changed = The check of an organisation you look after has changed, or ends soon
notify-attestation-offered = An organisation wants to say something about you
notify-attestation-ended = An organisation takes back what it said about you
notify-organisation-invite = { $n ->
    [one] { $who } asks you to look after an organisation
   *[other] { $who } ask you to look after an organisation
 }
notify-vouch-asked = { $n ->
    [one] { $who } asks you to vouch
   *[other] { $who } ask you to vouch
 }
notify-vouch-given = { $n ->
    [one] { $who } vouches for you
   *[other] { $who } vouch for you
 }
notify-duty-case = A case waits for a moderator
notify-duty-claim = A credential waits for an officer
notify-duty-proposal = A proposal waits for a second person
notify-duty-appeal = An appeal waits for another look
notify-duty-other = Work waits for somebody with your duty
notify-duty-note = A context note waits for a decision
notify-duty-interim = A notice against a danger waits for your signature
notify-interim-placed = A notice from a professional stands beside your post

## Settings
notify-settings = What you are told of
notify-what = What happens
notify-in-app = In the app
notify-by-mail = By mail
notify-app-only = Never
notify-mail-explained = A letter says that there is news and where to open it. It never holds what somebody wrote.
notify-no-mail = Letters go to the first profile of an account, once its address is confirmed. This profile is told in the app only.
notify-why-duty = It stays on: somebody waits for whoever has this duty.
notify-why-sanctioned = It stays on: you have to know what was decided about you, and how to appeal.
notify-save = Save
notify-notice-saved = Saved. It counts from now on.
notify-kind-follow = Somebody follows you
notify-kind-follow-request = Somebody asks to follow you
notify-kind-follow-accepted = Somebody accepts you as a follower
notify-kind-mention = Somebody mentions you
notify-kind-reply = Somebody answers you
notify-kind-reaction = Somebody reacts to your post
notify-kind-claim-decided = A decision about your credential
notify-kind-credential-expiring = Your checked credential ends soon
notify-kind-registration-used = Somebody else gives your registration number
notify-kind-title-unverified = A title in your name is not checked
notify-kind-note-written = A context note on your post
notify-kind-note-decided = A context note is shown, or no longer
notify-kind-correction = The evidence answers a claim you saw
notify-kind-report-decided = A decision on your report
notify-kind-sanctioned = A measure of the moderators about you
notify-kind-appeal-decided = A decision on your appeal
notify-kind-duty-calls = Work for your duty
notify-kind-organisation-changed = The check of an organisation you look after
notify-kind-organisation-invite = Somebody asks you to look after an organisation
notify-kind-attestation-offered = An organisation wants to say something about you
notify-kind-attestation-ended = An organisation takes back what it said about you
notify-kind-vouch-asked = A colleague asks you to vouch
notify-kind-vouch-given = A colleague vouches for you

field-in-app = In the app
field-mail = By mail
