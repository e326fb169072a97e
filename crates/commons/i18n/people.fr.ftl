# Les profils et ce qui lie ou sépare les personnes.

## Profil
commons-people-edit = Modifier le profil
commons-people-locked = approuve ses abonnés un à un
commons-people-hidden = Vous ne pouvez pas voir ce que cette personne partage.
commons-people-follows-you = Vous suit
commons-people-asks-you = Demande à vous suivre
commons-people-you-block = Vous bloquez cette personne. Aucun de vous ne voit les publications de l’autre.
commons-people-muted = En sourdine
commons-people-muted-until = En sourdine jusqu’au { $date }
commons-people-ask-me-about = Parlez-moi de
commons-people-pronouns = Pronoms
commons-people-languages = Langues
commons-people-time-zone = Fuseau horaire
commons-people-there-now = { $zone }, il y est { $time }
commons-people-links = Liens
commons-people-work = Rôle
commons-people-self-stated = Chaque personne rédige son profil. Personne ne l’a vérifié.
commons-people-tabs = Parties de ce profil
commons-people-tab-statuses = Publications
commons-people-said-nothing = Rien ici que vous puissiez voir.
commons-people-you-said-nothing = Vous n’avez encore rien dit.
commons-people-tab-about = À propos
commons-people-followers-count = { $n ->
    [one] { $n } abonné
   *[other] { $n } abonnés
 }
commons-people-following-count = { $n ->
    [one] suit { $n } personne
   *[other] suit { $n } personnes
 }

## Ce que l’on peut faire
commons-people-follow = Suivre
commons-people-unfollow = Ne plus suivre
commons-people-withdraw = Retirer la demande
commons-people-mute = Mettre en sourdine
commons-people-mute-week = Mettre en sourdine 7 jours
commons-people-unmute = Retirer la sourdine
commons-people-block = Bloquer
commons-people-unblock = Débloquer
commons-people-remove = Retirer
commons-people-remove-follower = Retirer de mes abonnés
commons-people-report = Signaler
commons-people-more = Autres actions pour { $name }
commons-people-notice-removed = C’est fait. Cette personne ne vous suit plus et n’en a pas été avertie.
commons-people-notice-blocked = Personne bloquée. Vous ne vous voyez plus, et elle n’en a pas été avertie.
commons-people-notice-unblocked = Personne débloquée. Pour la suivre de nouveau, choisissez Suivre.
commons-people-notice-muted = En sourdine. Ses publications quittent vos listes, et personne n’en a été averti.
commons-people-notice-unmuted = Sourdine retirée.

## Listes
commons-people-followers-of = Les abonnés de { $name }
commons-people-following-of = Les personnes que suit { $name }
commons-people-no-followers = Personne à montrer pour le moment.
commons-people-no-following = Personne à montrer pour le moment.
commons-people-blocks = Personnes bloquées
commons-people-blocks-explained = Elles et vous ne vous voyez nulle part. Elles n’en sont pas averties.
commons-people-no-blocks = Vous ne bloquez personne.
commons-people-mutes = Personnes en sourdine
commons-people-mutes-explained = Leurs publications restent hors de vos listes. Elles n’en sont pas averties et peuvent toujours vous suivre.
commons-people-no-mutes = Vous n’avez mis personne en sourdine.
commons-people-requests = Demandes d’abonnement
commons-people-requests-waiting = { $n ->
    [one] { $n } demande d’abonnement
   *[other] { $n } demandes d’abonnement
 }
commons-people-requests-explained = Ces personnes demandent à vous suivre. Un refus ne leur est pas annoncé.
commons-people-no-requests = Aucune demande en attente.
commons-people-accept = Accepter
commons-people-reject = Refuser
commons-people-notice-accepted = Demande acceptée. Cette personne vous suit maintenant.
commons-people-notice-rejected = Demande refusée. Cette personne n’en a pas été avertie.

## Répertoire
commons-people-directory = Personnes
commons-people-directory-explained = Les personnes et organismes qui ont choisi d’être trouvés. Cherchez par nom, métier, langue ou centre d’intérêt.
commons-people-directory-empty = Personne n’a encore choisi d’être trouvé.
commons-people-nobody-found = Personne trouvée pour « { $query } ».
commons-people-search = Chercher des personnes
commons-people-search-hint = Nom, métier, langue

## Signalement

## Réglages
commons-people-settings = Votre profil
commons-people-see-profile = Voir votre profil tel qu’il est
commons-people-save = Enregistrer le profil
commons-people-notice-saved = Profil enregistré.
commons-people-section-you = À propos de vous
commons-people-section-work = Votre rôle
commons-people-section-links = Liens
commons-people-section-seen = Qui voit quoi
commons-people-display-name = Nom
commons-people-time-zone-hint = Sous la forme America/Toronto.
commons-people-intro = Présentation
commons-people-intro-hint = Quelques phrases. Le **gras**, l’*italique*, les listes et les liens fonctionnent.
commons-people-ask-me-about-hint = Par exemple : la vie avec l’asthme, le travail de nuit, le pain.
commons-people-languages-choose = Choisissez-en jusqu’à 8
commons-people-field = Domaine de travail
commons-people-field-none = Non précisé
commons-people-field-hint = Il est affiché avec les mots « non vérifié ».
commons-people-role-public = Votre rôle sur votre profil
commons-people-role-shown = Affiché, avec les mots « non vérifié »
commons-people-role-private = Privé
commons-people-links-hint = Jusqu’à 4. Seulement des adresses web.
commons-people-link-name = Nom du lien
commons-people-link-url = Adresse web
commons-people-who-follows = Qui peut vous suivre
commons-people-follows-ask = Les personnes que vous acceptez
commons-people-follows-free = Tout le monde
commons-people-who-finds = Recherche et répertoire
commons-people-findable = On peut me trouver, moi et mes publications publiques
commons-people-not-findable = Ne pas m’y inclure, ni mes publications
commons-people-who-lists = Qui voit vos abonnés et les personnes que vous suivez
commons-people-who-tags = Qui voit les mots-clics que vous suivez
commons-people-everyone = Tout le monde
commons-people-only-me = Vous seulement
commons-people-default-visibility = Vos publications s’adressent d’abord à
commons-people-default-visibility-hint = Vous pouvez changer ce choix pour chaque publication.
commons-people-visibility-public = Tout le monde
commons-people-visibility-quiet = Tout le monde, mais hors des listes et de la recherche
commons-people-visibility-followers = Vos abonnés

## Noms des champs dans la liste de ce qui ne va pas
field-display-name = Nom
field-time-zone = Fuseau horaire
field-pronouns = Pronoms
field-languages = Langues
field-intro = Présentation
field-ask-me-about = Parlez-moi de
field-field = Domaine de travail
field-link-1-name = Lien 1, nom
field-link-1-url = Lien 1, adresse web
field-link-2-name = Lien 2, nom
field-link-2-url = Lien 2, adresse web
field-link-3-name = Lien 3, nom
field-link-3-url = Lien 3, adresse web
field-link-4-name = Lien 4, nom
field-link-4-url = Lien 4, adresse web
field-default-visibility = Vos publications s’adressent d’abord à
field-role-public = Votre rôle sur votre profil
field-locked = Qui peut vous suivre
field-indexable = Recherche et annuaire
field-lists-public = Qui voit qui vous suivez et qui vous suit
field-tags-public = Qui voit les mots-clics que vous suivez

## Refus
error-lists-private = Cette personne garde cette liste privée
error-follow-self = Vous ne pouvez pas vous suivre vous-même
error-follow-blocked = Vous ne pouvez pas suivre cette personne
error-too-many-follows = Vous suivez déjà autant de personnes que possible : cessez d’abord d’en suivre une
error-block-self = Vous ne pouvez pas vous bloquer vous-même
error-too-many-blocks = Vous bloquez déjà autant de personnes que possible : débloquez-en d’abord une
error-mute-self = Vous ne pouvez pas vous mettre en sourdine vous-même
error-too-many-mutes = Vous avez déjà mis en sourdine autant de personnes que possible : retirez-en d’abord une
error-request-answered = Vous avez déjà répondu à cette demande
problem-not-a-web-address = Ce n’est pas une adresse web comme https://example.org
problem-one-of-two = Donnez seulement l’un des deux
