### Joining, signing in, and the settings of an account.

identity-home = Go to the start page
identity-save = Save
identity-email = E-mail address
identity-email-hint = Other people never see it. We send one letter to confirm it.
identity-handle = Handle
identity-handle-hint = Your public name here, as in @maple. Letters a to z, numbers and _. You choose a display name later.
identity-password = Password
identity-password-hint = At least 10 characters. A short sentence is easy to keep in mind.
identity-new-password = New password
identity-current-password = Your current password
identity-login = Handle or e-mail address

## Joining

identity-join-title = Join
identity-join-intro = It is free. Five answers, and you are in.
identity-join-submit = Join
identity-join-have-account = Here before?
identity-age = Your age
identity-age-hint = We never ask for your birth date, and nobody sees your answer.
identity-age-choose = Choose
identity-age-under-13 = Under 13
identity-age-13 = 13 to 15
identity-age-16 = 16 to 17
identity-age-18 = 18 to 24
identity-age-25 = 25 to 44
identity-age-45 = 45 to 64
identity-age-65 = 65 or over
identity-role = What brings you here
identity-role-patient = I live with a condition, or I am curious
identity-role-patient-hint = Your posts start for followers only, and search does not show them.
identity-role-caregiver = I care for somebody
identity-role-caregiver-hint = Your posts start for followers only, and search does not show them.
identity-role-health-worker = I work in health
identity-role-health-worker-hint = You start in public. Your profile reads “not checked” until your licence is.
identity-role-organisation = I write for an organisation
identity-role-organisation-hint = You start in public. Your profile reads “not checked” until the organisation is.

## Confirming the address

identity-confirm-waiting-title = Look in your mail
identity-confirm-waiting = We have sent you a letter with a link. Open it to confirm your address. Until then you can read, and fill in your profile.
identity-confirm-not-there = Not there after a few minutes? Look in the folder for unwanted mail, or ask for another letter.
identity-confirm-profile = Fill in your profile
identity-confirm-resend = Send another letter
identity-confirm-wrong-address = The address was wrong? Change it.
identity-confirm-title = Confirm your address
identity-confirm-ask = Is { $email } your address, for the account @{ $handle }?
identity-confirm-submit = Yes, confirm it
identity-confirm-not-you = If you did not make this account, close this page. Nothing happens then.
identity-confirm-used = This link was used already, so there is nothing left to do.
identity-confirm-taken = This address already belongs to an account. Sign in to that one, or ask for a new password.
identity-confirm-expired = This link has expired. Ask for another letter on the next page.
identity-confirm-expired-signed-out = This link has expired. Sign in, and we send you another letter.
identity-link-dead = This link does not work any more
identity-unconfirmed = Confirm your address { $email } to write, follow and react.

## Signing in

identity-sign-in-title = Sign in
identity-sign-in-submit = Sign in
identity-sign-in-back = Back to sign in
identity-sign-in-new-here = New here?
identity-forgot-link = Forgot your password?
identity-sign-out = Sign out
identity-forgot-title = Forgot your password?
identity-forgot-intro = Enter your e-mail address. If there is an account, we send it a link that works for an hour.
identity-forgot-submit = Send me a link
identity-reset-title = Choose a new password
identity-reset-intro = For the account @{ $handle }.
identity-reset-submit = Save the new password
identity-reset-effect = Every device is signed out and every access token ends.
identity-reset-used = This link was used already. If that was not you, ask for a new one now.
identity-reset-expired = This link has expired. A new one takes a minute.

## The owner of a new instance

identity-setup-title = Make the owner’s account
identity-setup-intro = This account runs the place. The link works once.
identity-setup-submit = Make the account
identity-setup-used = The owner’s account is already there. Sign in with it.
identity-setup-expired = This link has expired. Start the server again: it prints a new one.

## Settings

identity-settings-title = Settings
identity-settings-back = All settings
identity-place-profile = Profile
identity-place-profile-about = Your name, your intro, who sees what
identity-place-account = Address and password
identity-place-account-about = How you sign in
identity-place-appearance = Language, look and time
identity-place-appearance-about = English or French, light or dark, your time zone
identity-place-notifications = Notifications
identity-place-notifications-about = What you are told of, here and by mail
identity-place-boundaries = Boundaries
identity-place-boundaries-about = Who may reply to you, and your quiet hours
identity-place-views = Corrections
identity-place-views-about = Whether we keep what you saw, to tell you when it turns out wrong
identity-place-moderation = Moderation
identity-place-officer = Credentials to check
identity-place-tags = Tags you follow
identity-place-tags-about = What comes to your home page by topic
identity-place-requests = Follow requests
identity-place-requests-about = Who asks to follow you
identity-place-mutes = People you muted
identity-place-mutes-about = You do not see them. They are not told.
identity-place-blocks = People you blocked
identity-place-blocks-about = You do not see each other
identity-place-devices = Devices
identity-place-devices-about = Where you are signed in
identity-place-tokens = Access tokens
identity-place-tokens-about = For programs that act for you

identity-email-now = Your address is { $email }.
identity-new-email = New e-mail address
identity-new-email-hint = We send a letter there. The change counts once you confirm it.
identity-new-email-submit = Change address
identity-new-password-submit = Change password
identity-new-password-effect = Your other devices are signed out.

identity-devices-intro = You are signed in on these devices. If you do not know one, sign it out and change your password.
identity-device-on = { $browser } on { $system }
identity-device-unknown = A device we do not recognise
identity-device-this = This device
identity-device-seen = Last seen
identity-device-since = Signed in on
identity-device-sign-out = Sign out there

identity-tokens-intro = A token lets a program sign in as you. Give each program its own, and end it when you no longer need it.
identity-tokens-none = You have no tokens.
identity-token-new = New token
identity-token-label = What is it for
identity-token-label-hint = For example: backup script
identity-token-scopes = What may it do
identity-scope-read = Read
identity-scope-write = Read and write
identity-token-expires = How long does it work
identity-token-30 = 30 days
identity-token-90 = 90 days
identity-token-365 = One year
identity-token-never = Until you end it
identity-token-submit = Make token
identity-token-made = Your new token
identity-token-made-once = Copy it now. We do not show it again.
identity-token-used = Last used on
identity-token-unused = Never used
identity-token-until = Works until
identity-token-ended = Expired
identity-token-revoke = End it

identity-lang = Language
identity-theme = Look
identity-theme-system = As my device says
identity-theme-light = Light
identity-theme-dark = Dark
identity-time-zone = Time zone
identity-time-zone-hint = Appointments and reminders use it.

identity-erase-title = Delete your account
identity-erase-what = Your profile, your posts, your reactions and your follows go. You are signed out everywhere.
identity-erase-handle = Your handle stays reserved, so that nobody can pretend to be you.
identity-erase-final = This cannot be undone.
identity-erase-submit = Delete my account

## What a form left for the next page

identity-notice-confirmed = Thank you. Your address is confirmed.
identity-notice-resent = We have sent you another letter.
identity-notice-signed-out = You are signed out.
identity-notice-reset-sent = If there is an account with this address, a link is on its way.
identity-notice-password-reset = Your new password is saved. Sign in with it.
identity-notice-set-up = Welcome. This account runs the place.
identity-notice-new-email-asked = We have sent a letter to the new address. Open it to confirm the change.
identity-notice-password-changed = Your new password is saved. Your other devices are signed out.
identity-notice-device-signed-out = That device is signed out.
identity-notice-token-revoked = That token has ended.
identity-notice-saved = Saved.
identity-notice-erased = Your account is deleted. Take care.

## What somebody said to be. Nothing of it is checked.

identity-said-patient = Patient or public
identity-said-caregiver = Caregiver
identity-said-organisation = says: organisation, not checked
identity-said-health-worker = says: health worker, not checked
identity-said-medicine = says: medicine, not checked
identity-said-nursing = says: nursing, not checked
identity-said-therapy = says: therapy and rehab, not checked
identity-said-pharmacy = says: pharmacy, not checked
identity-said-social-work = says: social work, not checked
identity-said-mental-health = says: mental health, not checked
identity-said-student = says: student, not checked
identity-field-medicine = Medicine
identity-field-nursing = Nursing
identity-field-therapy = Therapy and rehab
identity-field-pharmacy = Pharmacy
identity-field-social-work = Social work
identity-field-mental-health = Mental health
identity-field-student = Student

## Letters

identity-mail-foot =
    { $site }
    This letter was sent by the server. Nobody reads answers to it.
identity-mail-confirm-subject = Confirm your address for { $site }
identity-mail-confirm-body =
    Welcome to { $site }, @{ $handle }.

    Confirm your address with this link. It works once, for two days:
    { $link }

    If you did not make this account, do nothing. It goes away by itself.
identity-mail-already-subject = You already have an account at { $site }
identity-mail-already-body =
    Somebody tried to use your address for another account at { $site }. It already belongs to yours, @{ $handle }, so nothing was changed.

    If that was you and you forgot your password, ask for a new one here:
    { $link }

    If it was not you, you do not have to do anything.
identity-mail-reset-subject = A new password for { $site }
identity-mail-reset-body =
    Somebody, hopefully you, asked for a new password for @{ $handle } at { $site }.

    Choose one with this link. It works once, for one hour:
    { $link }

    If you did not ask, do nothing. Your password stays as it is.
identity-mail-password-subject = Your password at { $site } was changed
identity-mail-password-body =
    The password of @{ $handle } at { $site } was changed, and other devices were signed out.

    If that was not you, choose a new one at once:
    { $link }
identity-mail-new-email-subject = Confirm your new address for { $site }
identity-mail-new-email-body =
    You asked to use this address for @{ $handle } at { $site }.

    Confirm it with this link. It works once, for two days:
    { $link }

    If you did not ask, do nothing.
identity-mail-email-changed-subject = Your address at { $site } was changed
identity-mail-email-changed-body =
    @{ $handle } at { $site } now has another e-mail address. Letters no longer come to this one.

    If that was not you, write to the people who run { $site } at once. Their page is here:
    { $link }
identity-mail-erased-subject = Your account at { $site } is deleted
identity-mail-erased-body =
    Your account at { $site } and what it held were deleted, as you asked. This was our last letter to you.

    The door stays open:
    { $link }
identity-mail-claim-decided-subject = A decision about your credential at { $site }
identity-mail-claim-decided-body =
    There is a decision about the credential of @{ $handle } at { $site }. Read it here:
    { $link }

    If it was not confirmed, the page says why, and for 14 days you can appeal there.

    You choose which letters you get in your notification settings.
identity-mail-credential-expiring-subject = Your checked credential at { $site } ends soon
identity-mail-credential-expiring-body =
    A checked credential of @{ $handle } at { $site } ends soon. See until when, and how to renew it:
    { $link }

    You choose which letters you get in your notification settings.
identity-mail-registration-used-subject = Somebody gave your registration number at { $site }
identity-mail-registration-used-body =
    Somebody at { $site } gave a registration number that was checked for @{ $handle }. See what you can do:
    { $link }

    You choose which letters you get in your notification settings.
identity-mail-title-unverified-subject = A title in your name at { $site } is not checked
identity-mail-title-unverified-body =
    The name of @{ $handle } at { $site } carries a protected title that nobody has checked. Others see a label that says so. Have it checked or change your name:
    { $link }

    You choose which letters you get in your notification settings.
identity-mail-note-decided-subject = News about a context note at { $site }
identity-mail-note-decided-body =
    The status of a context note that @{ $handle } wrote, or that stands on a post of yours, has changed at { $site }. See it here:
    { $link }

    You choose which letters you get in your notification settings.
identity-mail-report-decided-subject = Your report at { $site } is decided
identity-mail-report-decided-body =
    There is a decision on a report of @{ $handle } at { $site }. Read it here:
    { $link }

    You choose which letters you get in your notification settings.
identity-mail-sanctioned-subject = A decision about your account or a post at { $site }
identity-mail-sanctioned-body =
    Moderators took a measure about @{ $handle } or one of your posts at { $site }. Read what it is, why, and how to appeal:
    { $link }

    You choose which letters you get in your notification settings.
identity-mail-appeal-decided-subject = Your appeal at { $site } is decided
identity-mail-appeal-decided-body =
    There is a decision on an appeal of @{ $handle } at { $site }. Read it here:
    { $link }

    You choose which letters you get in your notification settings.
identity-mail-duty-calls-subject = Work is waiting for you at { $site }
identity-mail-duty-calls-body =
    Something waits for somebody with the duty of @{ $handle } at { $site }. Open it here:
    { $link }

    You choose which letters you get in your notification settings.
identity-mail-news-subject = News for you at { $site }
identity-mail-news-body =
    There is news for @{ $handle } at { $site }. Open it here:
    { $link }

    You choose which letters you get in your notification settings.

## Refusals

error-code-expired = This link has expired
error-code-used = This link was used already
error-credentials-wrong = This password does not fit
error-email-taken = This address already belongs to an account
error-email-confirmed = Your address is confirmed already
error-last-operator = Somebody has to run this place: give that duty to another account first
error-too-many-tokens = You have as many tokens as we keep: end one first
error-password-changed = Your password has changed in the meantime: try again with the new one
error-already-set-up = The owner’s account is already there
error-persona-erased = This person has left
problem-too-common = This is one of the first passwords that anybody tries
problem-like-name = This is too close to your handle or address
problem-too-young = You can join when you are 13. Until then, everything public here is open to read
problem-credentials-wrong = Handle, address or password do not fit together
problem-unchanged = This is your address already

## The names of fields, for the list of what is wrong

field-email = E-mail address
field-handle = Handle
field-password = Password
field-current-password = Current password
field-new-password = New password
field-age-band = Age
field-role = What brings you here
field-login = Handle or e-mail address
field-label = What the token is for
field-scopes = What the token may do
field-expires = How long the token works
field-lang = Language
field-theme = Look
