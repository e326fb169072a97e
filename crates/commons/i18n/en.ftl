commons-post-by = Post by
commons-deleted = This post was deleted.
commons-in-reply-to = In reply to
commons-a-reply = A reply
commons-more = More about this post

commons-kind = What this post is
commons-kind-suggested = Suggest kind
commons-kind-personal-story = Story
commons-kind-question = Question
commons-kind-professional-information = Professional information
commons-kind-service-notice = Service notice
commons-kind-advertising = Advertising
commons-not-checked = Not checked
commons-source = Source:
commons-clinical-experience = From their clinical experience
commons-funded-by = Funded by

commons-visibility = Who can read this
commons-visibility-public = Everyone
commons-visibility-quiet = Everyone, but not in lists or search
commons-visibility-followers = Followers only
commons-visibility-quiet-short = Quiet
commons-visibility-followers-short = Followers

commons-reply = Reply
commons-reaction-helped-me = Helped me
commons-reaction-with-you = With you
commons-reaction-me-too = Me too
commons-reaction-thank-you = Thank you

commons-copy-link = Link to this post
commons-change-kind = Change what it is
commons-delete = Delete
commons-delete-question = Delete this post? Its words cannot be brought back.
commons-mute = Mute this person
commons-block = Block this person
commons-report = Report
commons-may-be-false = This may be false

commons-compose = Share what you know, or ask
commons-compose-reply = Write a reply
commons-new-title = New post
commons-reply-title = Reply
commons-options = Warning, language, source
commons-post = Post
commons-warning = Content warning
commons-warning-hint = One line shown first. People open the post if they want to.
commons-language = Language
commons-language-detected = Detect from my words
commons-basis = Professional information stands on
commons-basis-source = A source
commons-basis-experience = My clinical experience
commons-source-url = Link to the source
commons-source-url-hint = Left empty, the first link in your post is the source.
commons-funder = Who pays for this
commons-funder-hint = Needed for advertising and funded posts.
commons-save = Save

commons-notice-published-personal-story = Posted as a story.
commons-notice-published-question = Posted as a question.
commons-notice-published-professional-information = Posted as professional information.
commons-notice-published-service-notice = Posted as a service notice.
commons-notice-published-advertising = Posted as advertising.
commons-notice-deleted = The post is deleted.
commons-notice-kind-changed = The post now says what it is.

commons-places = Timelines
commons-place-home = Following
commons-place-local = Local
commons-local-empty = Nobody has posted here yet.
commons-local-description = What people here say in public.

commons-tag-follow = Follow
commons-tag-unfollow = Stop following
commons-tag-empty = No public posts with this tag yet.
commons-tag-description = Public posts with { $tag }.
commons-tags-title = Tags you follow
commons-tags-empty = You do not follow any tags yet.
commons-tags-find = Find a tag

commons-thread-title = Post by { $name }
commons-thread-description = A post by { $name } and the replies to it.
commons-thread-above = What this answers
commons-thread-replies = Replies
commons-thread-more = There are more replies than this page shows. Open a reply to read on.

error-status-deleted = This post was deleted.
error-not-author = Only the author of a post can do this.
error-own-status = This is your own post. Reactions are for what others wrote.
error-idempotency-key-reused = This form was already used for another post. Open a fresh one.
error-too-many-tags = You follow as many tags as possible. Stop following one first.
problem-wider-than-parent = A reply cannot be read by more people than the post it answers.
problem-idempotency-key-reused = This form was already used for another post. Press Post again to send these words as a new post.
field-text = What you write
field-visibility = Who can read this
field-disclosure = What this post is
field-content-warning = Content warning
field-language = Language
field-basis = What it stands on
field-source-url = Link to the source
field-funded-by = Who pays for this

commons-source-retracted = Retracted
commons-source-unlisted = Not on the list of sources
commons-source-tier-a = Official source
commons-source-tier-b = Peer-reviewed
commons-source-tier-c = Listed source
commons-labelled = Moderators ask you to take care here: check with your own team before you change anything.
commons-context = Context
commons-context-interim = Context, not rated yet
commons-context-sources = Sources:
commons-context-provisional = few ratings so far
commons-context-rate = Rate this note, and see why it is shown
