# Profiles and what stands between people.

## Profile
commons-people-edit = Edit profile
commons-people-locked = asks before accepting followers
commons-people-hidden = You cannot see what this person shares.
commons-people-follows-you = Follows you
commons-people-asks-you = Asks to follow you
commons-people-you-block = You block this person. You do not see each other’s posts.
commons-people-muted = Muted
commons-people-muted-until = Muted until { $date }
commons-people-ask-me-about = Ask me about
commons-people-pronouns = Pronouns
commons-people-languages = Languages
commons-people-time-zone = Time zone
commons-people-there-now = { $zone }, { $time } there now
commons-people-links = Links
commons-people-work = Role
commons-people-self-stated = People write their profile themselves. Nobody has checked it.
commons-people-tabs = Parts of this profile
commons-people-tab-statuses = Posts
commons-people-said-nothing = Nothing here that you can see.
commons-people-you-said-nothing = You have not said anything yet.
commons-people-tab-about = About
commons-people-followers-count = { $n ->
    [one] { $n } follower
   *[other] { $n } followers
 }
commons-people-following-count = { $n ->
    [one] follows { $n } person
   *[other] follows { $n } people
 }

## What one can do about a person
commons-people-follow = Follow
commons-people-unfollow = Unfollow
commons-people-withdraw = Withdraw request
commons-people-mute = Mute
commons-people-mute-week = Mute for 7 days
commons-people-unmute = Unmute
commons-people-block = Block
commons-people-unblock = Unblock
commons-people-remove = Remove
commons-people-remove-follower = Remove as follower
commons-people-report = Report
commons-people-more = More about { $name }
commons-people-notice-removed = Removed. This person no longer follows you and was not told.
commons-people-notice-blocked = Blocked. You no longer see each other, and this person was not told.
commons-people-notice-unblocked = Unblocked. To follow this person again, choose Follow.
commons-people-notice-muted = Muted. You no longer see this person’s posts in your lists, and nobody was told.
commons-people-notice-unmuted = Unmuted.

## Lists
commons-people-followers-of = Who follows { $name }
commons-people-following-of = Who { $name } follows
commons-people-no-followers = Nobody to show yet.
commons-people-no-following = Nobody to show yet.
commons-people-blocks = People you block
commons-people-blocks-explained = You and they do not see each other anywhere. They are not told.
commons-people-no-blocks = You block nobody.
commons-people-mutes = People you mute
commons-people-mutes-explained = Their posts stay out of your lists. They are not told, and can still follow you.
commons-people-no-mutes = You mute nobody.
commons-people-requests = Follow requests
commons-people-requests-waiting = { $n ->
    [one] { $n } follow request
   *[other] { $n } follow requests
 }
commons-people-requests-explained = These people ask to follow you. Whoever you reject is not told.
commons-people-no-requests = No requests are waiting.
commons-people-accept = Accept
commons-people-reject = Reject
commons-people-notice-accepted = Accepted. This person now follows you.
commons-people-notice-rejected = Rejected. This person was not told.

## Directory
commons-people-directory = People
commons-people-directory-explained = People and organisations who chose to be found. Search by name, work, language or interest.
commons-people-directory-empty = Nobody has chosen to be found yet.
commons-people-nobody-found = Nobody found for “{ $query }”.
commons-people-search = Search people
commons-people-search-hint = Name, work, language

## Report

## Settings
commons-people-settings = Your profile
commons-people-see-profile = See your profile as it is
commons-people-save = Save profile
commons-people-notice-saved = Profile saved.
commons-people-section-you = About you
commons-people-section-work = Your role
commons-people-section-links = Links
commons-people-section-seen = Who sees what
commons-people-display-name = Name
commons-people-time-zone-hint = Type it like America/Toronto.
commons-people-intro = Introduction
commons-people-intro-hint = A few sentences. **Bold**, *italic*, lists and links work.
commons-people-ask-me-about-hint = For example: living with asthma, night shifts, bread.
commons-people-languages-choose = Choose up to 8
commons-people-field = Field of work
commons-people-field-none = Not stated
commons-people-field-hint = It is shown with the words “not checked”.
commons-people-role-public = Your role on your profile
commons-people-role-shown = Shown, with the words “not checked”
commons-people-role-private = Private
commons-people-links-hint = Up to 4. Only web addresses.
commons-people-link-name = Name of the link
commons-people-link-url = Web address
commons-people-who-follows = Who can follow you
commons-people-follows-ask = People you accept
commons-people-follows-free = Everyone
commons-people-who-finds = Search and directory
commons-people-findable = People can find me and my public posts
commons-people-not-findable = Leave me and my posts out
commons-people-who-lists = Who sees whom you follow and who follows you
commons-people-who-tags = Who sees the tags you follow
commons-people-everyone = Everyone
commons-people-only-me = Only you
commons-people-default-visibility = Your posts are first meant for
commons-people-default-visibility-hint = You can change it for each post.
commons-people-visibility-public = Everyone
commons-people-visibility-quiet = Everyone, but not in lists or search
commons-people-visibility-followers = Your followers

## Labels in the list of what is wrong
field-display-name = Name
field-time-zone = Time zone
field-pronouns = Pronouns
field-languages = Languages
field-intro = Introduction
field-ask-me-about = Ask me about
field-field = Field of work
field-link-1-name = Link 1, name
field-link-1-url = Link 1, web address
field-link-2-name = Link 2, name
field-link-2-url = Link 2, web address
field-link-3-name = Link 3, name
field-link-3-url = Link 3, web address
field-link-4-name = Link 4, name
field-link-4-url = Link 4, web address
field-default-visibility = Your posts are first meant for
field-role-public = Your role on your profile
field-locked = Who can follow you
field-indexable = Search and directory
field-lists-public = Who sees whom you follow and who follows you
field-tags-public = Who sees the tags you follow

## Refusals
error-lists-private = This person keeps this list private
error-follow-self = You cannot follow yourself
error-follow-blocked = You cannot follow this person
error-too-many-follows = You follow as many people as you can: unfollow somebody first
error-block-self = You cannot block yourself
error-too-many-blocks = You block as many people as you can: unblock somebody first
error-mute-self = You cannot mute yourself
error-too-many-mutes = You mute as many people as you can: unmute somebody first
error-request-answered = You have answered this request already
problem-not-a-web-address = This is not a web address like https://example.org
problem-one-of-two = Give only one of the two
