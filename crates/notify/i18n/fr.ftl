# Ce dont les gens sont avertis.

notify-title = Notifications
notify-tabs = Genres de notifications
notify-tab-all = Toutes
notify-tab-mentions = Mentions
notify-tab-decisions = Décisions
notify-nothing = Rien pour le moment. Quand quelqu’un vous suit, vous répond ou vous remercie, vous le voyez ici.
notify-no-mentions = Personne ne vous a encore mentionné ni répondu.
notify-no-decisions = Aucune décision à votre sujet pour le moment.
notify-new = Nouveau
notify-new-since = Nouveau depuis votre dernier passage : { $n }
notify-mark-seen = Tout marquer comme lu
notify-notice-seen = Tout est marqué comme lu.
notify-settings-link = Choisir ce dont vous êtes averti

## Qui
notify-who-two = { $a } et { $b }
notify-who-others = { $n ->
    [one] { $a } et 1 autre personne
   *[other] { $a } et { $n } autres personnes
 }
notify-who-many = { $a } et beaucoup d’autres personnes

## Ce qui s’est passé
notify-follow = { $n ->
    [one] { $who } vous suit
   *[other] { $who } vous suivent
 }
notify-follow-request = { $n ->
    [one] { $who } demande à vous suivre
   *[other] { $who } demandent à vous suivre
 }
notify-follow-accepted = { $n ->
    [one] { $who } accepte que vous suiviez ses publications
   *[other] { $who } acceptent que vous suiviez leurs publications
 }
notify-mention = { $n ->
    [one] { $who } vous mentionne
   *[other] { $who } vous mentionnent
 }
notify-reply = { $n ->
    [one] { $who } vous répond
   *[other] { $who } vous répondent
 }
notify-reaction = { $n ->
    [one] { $who } réagit à votre publication
   *[other] { $who } réagissent à votre publication
 }
notify-claim-decided = Une décision a été prise sur votre titre professionnel
notify-credential-expiring = Votre titre vérifié prend bientôt fin
notify-registration-used = Quelqu’un d’autre a donné votre numéro d’inscription
notify-title-unverified = Votre nom porte un titre que personne n’a vérifié
notify-note-written = Quelqu’un a écrit une note de contexte sur votre publication
notify-note-decided = Une note de contexte de vous, ou sur votre publication, a changé d’état
notify-correction = Les preuves répondent à une affirmation que vous avez vue
notify-report-decided = Une décision a été prise sur votre signalement
notify-sanctioned = La modération a pris une mesure sur vous ou votre publication
notify-appeal-decided = Une décision a été prise sur votre appel
notify-organisation-changed = La vérification d’un organisme dont vous vous occupez a changé, ou prend bientôt fin
notify-attestation-offered = Un organisme voudrait dire quelque chose de vous
notify-attestation-ended = Un organisme retire ce qu’il disait de vous
notify-organisation-invite = { $n ->
    [one] { $who } vous demande de vous occuper d’un organisme
   *[other] { $who } vous demandent de vous occuper d’un organisme
 }
notify-vouch-asked = { $n ->
    [one] { $who } vous demande de vous porter garant
   *[other] { $who } vous demandent de vous porter garant
 }
notify-vouch-given = { $n ->
    [one] { $who } se porte garant de vous
   *[other] { $who } se portent garants de vous
 }
notify-duty-case = Un dossier attend une personne de la modération
notify-duty-claim = Un titre professionnel attend une vérification
notify-duty-proposal = Une proposition attend une seconde personne
notify-duty-appeal = Un appel attend un autre regard
notify-duty-other = Un travail attend une personne qui a votre charge
notify-duty-note = Une note de contexte attend une décision
notify-duty-interim = Un avis face à un danger attend votre signature
notify-interim-placed = Un avis d’un professionnel figure à côté de votre publication

## Réglages
notify-settings = Ce dont vous êtes averti
notify-what = Ce qui se passe
notify-in-app = Dans l’application
notify-by-mail = Par courriel
notify-app-only = Jamais
notify-mail-explained = La lettre dit qu’il y a du nouveau et où l’ouvrir. Elle ne contient jamais ce que quelqu’un a écrit.
notify-no-mail = Les lettres vont au premier profil d’un compte, une fois son adresse confirmée. Ce profil est averti dans l’application seulement.
notify-why-duty = Toujours activé : quelqu’un attend la personne qui a cette charge.
notify-why-sanctioned = Toujours activé : vous devez savoir ce qui a été décidé sur vous, et comment faire appel.
notify-save = Enregistrer
notify-notice-saved = Enregistré. Cela compte à partir de maintenant.
notify-kind-follow = Quelqu’un vous suit
notify-kind-follow-request = Quelqu’un demande à vous suivre
notify-kind-follow-accepted = Quelqu’un accepte que vous suiviez ses publications
notify-kind-mention = Quelqu’un vous mentionne
notify-kind-reply = Quelqu’un vous répond
notify-kind-reaction = Quelqu’un réagit à votre publication
notify-kind-claim-decided = Une décision sur votre titre professionnel
notify-kind-credential-expiring = Votre titre vérifié prend bientôt fin
notify-kind-registration-used = Quelqu’un d’autre donne votre numéro d’inscription
notify-kind-title-unverified = Un titre dans votre nom n’est pas vérifié
notify-kind-note-written = Une note de contexte sur votre publication
notify-kind-note-decided = Une note de contexte est affichée, ou ne l’est plus
notify-kind-correction = Les preuves répondent à une affirmation que vous avez vue
notify-kind-report-decided = Une décision sur votre signalement
notify-kind-sanctioned = Une mesure de la modération sur vous
notify-kind-appeal-decided = Une décision sur votre appel
notify-kind-duty-calls = Un travail pour votre charge
notify-kind-organisation-changed = La vérification d’un organisme dont vous vous occupez
notify-kind-organisation-invite = On vous demande de vous occuper d’un organisme
notify-kind-attestation-offered = Un organisme voudrait dire quelque chose de vous
notify-kind-attestation-ended = Un organisme retire ce qu’il disait de vous
notify-kind-vouch-asked = Un collègue vous demande de vous porter garant
notify-kind-vouch-given = Un collègue se porte garant de vous

field-in-app = Dans l’application
field-mail = Par courriel
