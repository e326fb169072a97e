## Colleagues who vouch

identity-place-vouching = Vouching
identity-place-vouching-about = Colleagues who ask for your word, and whom you vouch for
identity-vouch-title = Colleagues who vouch
identity-vouch-about = Ask verified colleagues of the same profession who know you at work. When two of them vouch, your profile says so with their names. It is no badge: that takes the register.
identity-vouch-person = Handle of the colleague
identity-vouch-person-hint = Somebody with a checked licence in your profession, such as @dana
identity-vouch-ask = Ask them
identity-vouch-state-asked = Has not answered
identity-vouch-state-given = Vouches
identity-vouch-state-declined = Does not vouch
identity-vouch-state-ended = Ended
identity-vouch-not-counting = Does not count now
identity-vouch-take-back = Take back
identity-vouch-intro = Colleagues may ask you to say that you know them at work. Your name stands under it. You can take it back at any time, and it ends with your own licence.
identity-vouch-none = No colleague asks for your word
identity-vouch-asks = { $name } asks: do you know me as { $title }?
identity-vouch-before = Vouch only for somebody you have worked or trained with. Their profile will show your name and your words.
identity-vouch-answer = Answer
identity-vouch-decline = Do not vouch
identity-vouch-known = How you know them
identity-vouch-known-work = We work together
identity-vouch-known-worked = We worked together
identity-vouch-known-trained = We trained together
identity-vouch-known-supervised = I supervised them
identity-vouch-words = Where and when
identity-vouch-words-hint = Such as: night shifts at Maple Hospital, 2022 to 2024. Everybody can read it.
identity-vouch-give = Vouch for them
identity-vouch-given = You vouch for
identity-vouch-shown = { $n ->
    [one] One named colleague vouches: { $title }
   *[other] { $n } named colleagues vouch: { $title }
 }
identity-vouch-shown-means = Verified colleagues of the same profession say that they know this person at work. No register was checked.
identity-vouch-notice-asked = Your colleague was asked
identity-vouch-notice-given = You vouch for your colleague now
identity-vouch-notice-declined = You do not vouch. Your colleague is not told.
identity-vouch-notice-ended = It ended at once

identity-vouch-mail-asked-subject = A colleague at { $site } asks for your word
identity-vouch-mail-asked-body =
    A colleague asks @{ $handle } at { $site } to vouch for them. See who it is, and answer:
    { $link }

    You choose which letters you get in your notification settings.

error-vouch-not-needed = Vouching helps while a claim is unproved: this one is not, any more
error-vouch-self = Nobody vouches for themself
error-vouch-not-colleague = Only somebody with a checked licence in the same profession can vouch
error-vouch-mutual = Two people do not vouch for each other
error-vouch-asked = You asked this colleague already
error-too-many-vouches = You have asked as many colleagues as you can
error-vouch-answered = This was answered already
error-vouch-expired = This question has waited too long
error-vouch-limit = You have vouched as often as one can in a year
error-vouch-ended = This has ended already
field-known = How you know them
