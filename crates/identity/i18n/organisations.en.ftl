## Organisations, and what they say about people

identity-place-organisations = Organisations
identity-place-organisations-about = Those you look after, and what they say about you
identity-place-officer-orgs = Organisations to look up

identity-org-kind-hospital = Hospital
identity-org-kind-clinic = Clinic or practice
identity-org-kind-association = Professional association
identity-org-kind-charity = Charity or patient group
identity-org-kind-school = School or university
identity-org-kind-public-body = Public body
identity-org-kind-company = Company
identity-org-kind-other = Other organisation

identity-org-state-unverified = Not checked
identity-org-state-verified = Checked
identity-org-state-lapsed = No longer checked
identity-org-state-revoked = Check taken back
identity-org-state-closed = Closed

identity-org-method-file = a file on its website
identity-org-method-link = a link on its home page
identity-org-method-mail = a code to a mailbox of its domain
identity-org-method-registry = its entry in a public registry

identity-org-by-steward = The organisation
identity-org-by-officer = Two officers
identity-org-by-clock = A date that has passed

identity-org-list = Organisations
identity-org-list-about = Hospitals, associations and others that are here. “Checked” says that the profile belongs to whoever runs the website, or that a public registry lists it. It says nothing about how good they are.
identity-org-search = Search by name
identity-org-none = No organisation is here yet
identity-org-none-found = No organisation has a name like that
identity-org-facts = What is known
identity-org-home-page = Website
identity-org-checked = Checked by
identity-org-checked-on = Checked on
identity-org-checked-until = Holds until
identity-org-registry = Registry
identity-org-since = Here since
identity-org-unchecked-about = Nobody has checked whose profile this is. What it says about people is not shown.
identity-org-resembles = Not the verified { $name }
identity-org-manage = Look after it
identity-org-history = What happened
identity-org-no-history = Nothing has happened yet
identity-org-when = When
identity-org-state = State
identity-org-by = By

identity-org-intro = An organisation can say in public that you are a member or work there, but only if you agree, and only until you or they take it back.
identity-org-offers = Wants to say about you
identity-org-offers-about = Everybody will read it on your profile, for a year at most. You can end it at any time.
identity-org-about-you = What they say about you
identity-org-silent = Not shown: the organisation is not checked now
identity-org-yours = Organisations you look after
identity-org-invited = You are asked to look after it
identity-org-join = Look after it
identity-org-accept = Agree
identity-org-decline = Decline
identity-org-withdraw = End it
identity-org-member-of = Member of
identity-org-works-at = Works at
identity-org-until = until { $day }
identity-org-say = What organisations say
identity-org-said-by = { $name } says so, until { $day }. The organisation was checked by { $how }.

identity-org-found-title = Bring an organisation here
identity-org-found-about = You become its first steward. The profile reads “Not checked” until you prove whose it is.
identity-org-name = Name of the organisation
identity-org-handle = Short name for its address
identity-org-handle-hint = 2 to 30 letters, digits or underscores. It cannot be changed.
identity-org-kind = What it is
identity-org-home-page-hint = At a domain of its own, over https
identity-org-jurisdiction = Where it is registered
identity-org-choose = Choose
identity-org-found = Found the organisation
identity-org-save = Save
identity-org-profile = Profile
identity-org-profile-about = Another name has to be checked anew, and so has another domain.

identity-org-all-yours = All your organisations
identity-org-see = See its page
identity-org-next-unverified = Prove whose profile this is. Until then it says nothing about anybody.
identity-org-next-waiting = An officer looks it up in the registry. Two officers have to agree.
identity-org-next-verified = It can say who is a member and who works there.
identity-org-next-lapsed = A check holds for a year. Prove it again, and what it says about people is shown again.
identity-org-next-revoked = Officers took the check back. You can prove it again.
identity-org-next-closed = It is closed.
identity-org-refused = An officer could not confirm the entry in the registry:
identity-org-prove = Prove whose profile this is
identity-org-prove-again = Prove it again
identity-org-website-title = By your website
identity-org-website-file = Put a text file at this address:
identity-org-website-link = Or put this into the head of your home page:
identity-org-website-check = Read the website now
identity-org-mail-title = By mail to your domain
identity-org-mail-about = We send a code to a mailbox at { $domain } that speaks for the organisation, such as info@, office@ or secretary@.
identity-org-mail-email = Mailbox
identity-org-mail-send = Send a code
identity-org-code = Code from the letter
identity-org-code-hint = Eight letters and digits. It works for a day.
identity-org-code-submit = Enter the code
identity-org-registry-title = By a public registry
identity-org-registry-about = Say where the organisation is listed, such as a registry of companies or charities. Two officers look it up.
identity-org-registry-hint = Its name or address
identity-org-number = Number there
identity-org-registry-ask = Ask an officer

identity-org-stewards = Who looks after it
identity-org-steward-since = since { $day }
identity-org-steward-asked = Asked
identity-org-person = Handle of the person
identity-org-person-hint = Such as @dana
identity-org-invite = Ask them
identity-org-leave = Stop looking after it
identity-org-leave-ask = Stop looking after this organisation?
identity-org-close = Close the organisation
identity-org-close-ask = Close it for good? What it says about people ends at once.

identity-org-attest = What it says about people
identity-org-attest-about = Nothing is shown before the person agrees. It holds for a year at most, and either side ends it at once.
identity-org-statement = What you say
identity-org-says-member = Is a member
identity-org-says-works = Works here
identity-org-position = As what
identity-org-position-hint = Such as Registered Nurse, or Board member. May stay empty.
identity-org-offer = Offer it
identity-org-attestation-offered = Waits for an answer
identity-org-attestation-accepted = Shown
identity-org-attestation-declined = Declined
identity-org-attestation-withdrawn = Ended

identity-org-queue = Organisations to look up
identity-org-queue-empty = No organisation waits to be looked up
identity-org-asked-on = Waiting
identity-org-desk-about = Open the registry and look the number up. Name, place and website have to be the ones of the entry.
identity-org-desk-decide = Decide
identity-org-desk-reason = What you saw
identity-org-desk-reason-hint = It is written down. Where you did not find the entry, the organisation reads it.
identity-org-desk-verify = It is the entry
identity-org-desk-refuse = Not found
identity-org-desk-revoke = Take the check back
identity-org-desk-nothing = Nothing waits to be decided here
identity-org-waits-second = This waits for a second officer.
identity-org-act-verify = Verify an organisation by its registry
identity-org-act-revoke = Take the check of an organisation back

identity-org-notice-founded = The organisation is here. Now prove whose it is.
identity-org-notice-saved = Saved
identity-org-notice-invited = They were asked
identity-org-notice-joined = You look after it now
identity-org-notice-left = You do not look after it any more
identity-org-notice-closed = The organisation is closed
identity-org-notice-verified = Checked. It holds for a year.
identity-org-notice-sent = A code is on its way
identity-org-notice-asked = Officers will look it up
identity-org-notice-offered = They were asked. It is shown once they agree.
identity-org-notice-accepted = It stands on your profile now
identity-org-notice-declined = It is not said
identity-org-notice-withdrawn = It is not said any more
identity-org-notice-decided = Written down

identity-org-mail-code-subject = A code for an organisation at { $site }
identity-org-mail-code-body =
    @{ $handle } at { $site } says that they look after an organisation of this domain. If that is right, give them this code. It works for a day:

    { $link }

    If you do not know them, do nothing. Without the code nothing happens.
identity-org-mail-changed-subject = News about an organisation you look after at { $site }
identity-org-mail-changed-body =
    The check of an organisation that @{ $handle } looks after at { $site } has changed, or ends soon. See how it stands:
    { $link }

    You choose which letters you get in your notification settings.
identity-org-mail-offered-subject = An organisation at { $site } wants to say something about you
identity-org-mail-offered-body =
    An organisation would like to say in public that @{ $handle } is a member or works there. Nothing is shown before you agree:
    { $link }

    You choose which letters you get in your notification settings.

error-organisation-closed = This organisation is closed
error-organisation-changed = Somebody has changed it meanwhile: look at it again
error-organisation-unverified = The organisation is not checked now
error-too-many-organisations = You look after as many organisations as one person can
error-steward-already = This person looks after it already, or was asked to
error-too-many-stewards = As many people look after it as can
error-last-steward = Nobody else looks after it: ask somebody first, or close it
error-domain-held = Another checked organisation has this domain
error-name-held = A checked organisation has a name that looks the same
error-registry-not-asked = Nobody asked to have it looked up
error-attest-self = You cannot say it about yourself: ask another steward
error-attestation-exists = The organisation says something about this person already, or waits for an answer
error-attestation-declined = This person has declined: leave them in peace for three months
error-too-many-attestations = Enough is said about this person
error-too-many-offers = The organisation has offered a lot today: go on tomorrow
error-attestation-answered = This was answered already
error-attestation-ended = This has ended already
error-offer-expired = This offer has waited too long: ask for a new one
problem-like-verified = A checked organisation has a name that looks the same
problem-mixed-scripts = Letters of several alphabets are mixed
problem-proof-missing = We did not find the proof there, or could not open the page
problem-other-domain = This mailbox is at another domain
problem-personal-address = Use a mailbox that speaks for the organisation, such as info@ or office@
problem-nobody = Nobody has this handle
field-name = Name of the organisation
field-kind = What it is
field-home-page = Website
field-jurisdiction = Where it is registered
field-website = Website
field-steward = Handle of the person
field-person = Handle of the person
field-statement = What you say
field-position = As what
