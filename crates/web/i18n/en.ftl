### The frame around every page, and the words for what can go wrong.

web-description = Health professionals and the public, learning and caring together.
web-skip = Skip to content
web-nav = Main
web-side = More for you
web-search = Search
web-search-hint = Search people, tags, posts, facts
web-help = Help
web-compose = New post
web-you = You
web-profile = Your profile
web-settings = Settings
web-appearance = Language and theme
web-bell = Notifications
web-bell-new = Notifications, { $n } new
web-bell-short = Notices
web-bell-more = {""}, { $n } new
web-sign-in = Sign in
web-sign-out = Sign out
web-join = Join
web-leave = Leave quickly
web-disclaimer = This is information, not a diagnosis. In an emergency call your local emergency number.
web-offline = Could not reach the server. Nothing was lost: try again.
web-failed = That did not work. Nothing was lost: try again.
web-new-post = 1 new post
web-new-posts = {"{n}"} new posts
web-more = Show more
web-cancel = Cancel
web-optional = (optional)
web-errors = { $n ->
    [one] There is a problem
   *[other] There are { $n } problems
 }

web-ago-now = now
web-ago = {"{n}"} min|{"{n}"} h|{"{n}"} d
web-date = {"{day}"} {"{month}"} {"{year}"}
web-date-first = {"{day}"} {"{month}"} {"{year}"}
web-month-1 = January
web-month-2 = February
web-month-3 = March
web-month-4 = April
web-month-5 = May
web-month-6 = June
web-month-7 = July
web-month-8 = August
web-month-9 = September
web-month-10 = October
web-month-11 = November
web-month-12 = December

web-error-home = Go to the start page
web-error-request = If you ask for help, quote this number:
web-advice-sign-in = Sign in to go on. You come back to this page.
web-advice-denied = Nothing was changed. If you think you should be able to do this, ask the person who shared it with you.
web-advice-gone = The link may be old, or the author took it away.
web-advice-conflict = Nothing was changed. Go back, load the page again and look at what it says now.
web-advice-wait = Nothing was lost. Wait a little, then try again.
web-advice-fault = It is our fault, not yours, and it was noted. Go back and try again in a minute: what you typed is still in the form.
web-advice-input = Nothing was changed. Go back and check what you entered: it is still in the form.

## Refusals by code, then by status

error-not-found = We cannot find this page
error-invalid = Something you entered needs another look
error-fault = Something went wrong on our side
error-sign-in-required = Sign in first
error-token-invalid = This access token is not valid
error-email-unconfirmed = Confirm your e-mail address first
error-session-required = Do this in your browser, signed in
error-scope-missing = This access token was not given for that
error-moderator-only = This is for moderators
error-account-suspended = You cannot write while your account is suspended. You can read, and appeal
error-officer-only = This is for credential officers
error-operator-only = This is for the people who run this place
error-cross-site = This form came from another site, so we did not take it
error-method-not-allowed = This page does not take that kind of request
error-body-too-large = That is too large to send
error-file-too-large = That file is larger than we take
error-body-too-slow = Sending took too long
error-unsupported-type = We cannot read that kind of content
error-unsupported-charset = We can only read UTF-8 text
error-limited = Too many tries in a short time
error-too-many-streams = This page is open in too many tabs
error-timeout = This took too long
error-unavailable = This is not available right now
error-outside-unreachable = That address could not be reached
error-outside-refused = That address did not give us the document
error-outside-too-large = The document at that address is too large
error-outside-wrong-type = The document at that address is of another kind
problem-outside-malformed = This is not a web address
problem-outside-not-https = The address has to begin with https://
problem-outside-not-public = We fetch only from addresses that are open to everybody
error-status-401 = Sign in first
error-status-403 = You may not do this
error-status-404 = We cannot find this page
error-status-409 = This does not fit with what is there
error-status-410 = This was taken away
error-status-412 = Somebody changed this first
error-status-413 = That is too large to send
error-status-415 = We cannot read that kind of content
error-status-422 = Something you entered needs another look
error-status-429 = Too many tries in a short time
error-status-503 = This is not available right now

## What is wrong with a field

problem-required = Fill this in
problem-missing = This is missing
problem-too-long = This is too long
problem-too-short = This is too short
problem-too-many = These are too many
problem-too-deep = This is nested too deep
problem-malformed = This is not in the right form
problem-not-utf8 = This is not readable text
problem-wrong-type = This is of the wrong kind
problem-unknown-field = This field does not exist
problem-duplicate = This was given twice
problem-unknown = Choose one of the options
problem-taken = Somebody else has this already
problem-reserved = This cannot be used
problem-out-of-range = This is outside what is possible
problem-control-character = This contains characters we cannot take
problem-bidi-control = This contains hidden characters that turn text around
problem-wrong = This is not right
problem-other = This needs another look
error-unique = Somebody did the same at the same moment. Try again.
