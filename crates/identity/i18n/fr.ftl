### Inscription, connexion et réglages du compte.

identity-home = Aller à la page d’accueil
identity-save = Enregistrer
identity-email = Adresse courriel
identity-email-hint = Les autres ne la voient jamais. Nous envoyons une lettre pour la confirmer.
identity-handle = Identifiant
identity-handle-hint = Votre nom public ici, comme @erable. Lettres de a à z, chiffres et _. Vous choisirez plus tard un nom affiché.
identity-password = Mot de passe
identity-password-hint = Au moins 10 caractères. Une courte phrase se retient facilement.
identity-new-password = Nouveau mot de passe
identity-current-password = Votre mot de passe actuel
identity-login = Identifiant ou adresse courriel

## Inscription

identity-join-title = S’inscrire
identity-join-intro = C’est gratuit. Cinq réponses, et vous y êtes.
identity-join-submit = S’inscrire
identity-join-have-account = Déjà inscrit ?
identity-age = Votre âge
identity-age-hint = Nous ne demandons jamais votre date de naissance, et personne ne voit votre réponse.
identity-age-choose = Choisir
identity-age-under-13 = Moins de 13 ans
identity-age-13 = 13 à 15 ans
identity-age-16 = 16 à 17 ans
identity-age-18 = 18 à 24 ans
identity-age-25 = 25 à 44 ans
identity-age-45 = 45 à 64 ans
identity-age-65 = 65 ans ou plus
identity-role = Ce qui vous amène
identity-role-patient = Je vis avec un problème de santé, ou le sujet m’intéresse
identity-role-patient-hint = Au départ, vos publications sont réservées à vos abonnés et absentes de la recherche.
identity-role-caregiver = Je prends soin de quelqu’un
identity-role-caregiver-hint = Au départ, vos publications sont réservées à vos abonnés et absentes de la recherche.
identity-role-health-worker = Je travaille en santé
identity-role-health-worker-hint = Vous commencez en public. Votre profil indique « non vérifié » tant que votre permis ne l’est pas.
identity-role-organisation = J’écris pour une organisation
identity-role-organisation-hint = Vous commencez en public. Votre profil indique « non vérifié » tant que l’organisation ne l’est pas.

## Confirmation de l’adresse

identity-confirm-waiting-title = Consultez vos courriels
identity-confirm-waiting = Nous vous avons envoyé une lettre avec un lien. Ouvrez-le pour confirmer votre adresse. D’ici là, vous pouvez lire et remplir votre profil.
identity-confirm-not-there = Rien après quelques minutes ? Regardez dans les indésirables, ou demandez une autre lettre.
identity-confirm-profile = Remplir votre profil
identity-confirm-resend = Envoyer une autre lettre
identity-confirm-wrong-address = L’adresse était fausse ? Changez-la.
identity-confirm-title = Confirmez votre adresse
identity-confirm-ask = { $email } est-elle votre adresse, pour le compte @{ $handle } ?
identity-confirm-submit = Oui, la confirmer
identity-confirm-not-you = Si vous n’avez pas créé ce compte, fermez cette page. Il ne se passera rien.
identity-confirm-used = Ce lien a déjà servi : il n’y a plus rien à faire.
identity-confirm-taken = Cette adresse appartient déjà à un compte. Connectez-vous à celui-ci, ou demandez un nouveau mot de passe.
identity-confirm-expired = Ce lien a expiré. Demandez une autre lettre à la page suivante.
identity-confirm-expired-signed-out = Ce lien a expiré. Connectez-vous, et nous vous enverrons une autre lettre.
identity-link-dead = Ce lien ne fonctionne plus
identity-unconfirmed = Confirmez votre adresse { $email } pour écrire, suivre et réagir.

## Connexion

identity-sign-in-title = Se connecter
identity-sign-in-submit = Se connecter
identity-sign-in-back = Retour à la connexion
identity-sign-in-new-here = Nouveau ici ?
identity-forgot-link = Mot de passe oublié ?
identity-sign-out = Se déconnecter
identity-forgot-title = Mot de passe oublié ?
identity-forgot-intro = Entrez votre adresse courriel. S’il existe un compte, nous y envoyons un lien valable une heure.
identity-forgot-submit = Envoyez-moi un lien
identity-reset-title = Choisissez un nouveau mot de passe
identity-reset-intro = Pour le compte @{ $handle }.
identity-reset-submit = Enregistrer le nouveau mot de passe
identity-reset-effect = Tous les appareils sont déconnectés et tous les jetons d’accès prennent fin.
identity-reset-used = Ce lien a déjà servi. Si ce n’était pas vous, demandez-en un autre tout de suite.
identity-reset-expired = Ce lien a expiré. Un nouveau prend une minute.

## Le propriétaire d’une nouvelle instance

identity-setup-title = Créer le compte du propriétaire
identity-setup-intro = Ce compte dirige le lieu. Le lien sert une seule fois.
identity-setup-submit = Créer le compte
identity-setup-used = Le compte du propriétaire existe déjà. Connectez-vous avec celui-ci.
identity-setup-expired = Ce lien a expiré. Redémarrez le serveur : il en affiche un nouveau.

## Réglages

identity-settings-title = Réglages
identity-settings-back = Tous les réglages
identity-place-profile = Profil
identity-place-profile-about = Votre nom, votre présentation, qui voit quoi
identity-place-account = Adresse et mot de passe
identity-place-account-about = Comment vous vous connectez
identity-place-appearance = Langue, apparence et heure
identity-place-appearance-about = Français ou anglais, clair ou sombre, votre fuseau horaire
identity-place-notifications = Notifications
identity-place-notifications-about = Ce qui vous est signalé, ici et par courriel
identity-place-boundaries = Limites
identity-place-boundaries-about = Qui peut vous répondre, et vos heures de calme
identity-place-views = Rectifications
identity-place-views-about = Si nous gardons ce que vous avez vu, pour vous prévenir en cas d’erreur
identity-place-moderation = Modération
identity-place-officer = Titres à vérifier
identity-place-tags = Mots-clics suivis
identity-place-tags-about = Ce qui arrive par sujet sur votre page d’accueil
identity-place-requests = Demandes d’abonnement
identity-place-requests-about = Qui demande à vous suivre
identity-place-mutes = Personnes en sourdine
identity-place-mutes-about = Vous ne les voyez pas. Elles n’en savent rien.
identity-place-blocks = Personnes bloquées
identity-place-blocks-about = Vous ne vous voyez plus, ni l’un ni l’autre
identity-place-devices = Appareils
identity-place-devices-about = Où vous êtes connecté
identity-place-tokens = Jetons d’accès
identity-place-tokens-about = Pour les programmes qui agissent en votre nom

identity-email-now = Votre adresse est { $email }.
identity-new-email = Nouvelle adresse courriel
identity-new-email-hint = Nous y envoyons une lettre. Le changement compte dès que vous le confirmez.
identity-new-email-submit = Changer d’adresse
identity-new-password-submit = Changer de mot de passe
identity-new-password-effect = Vos autres appareils sont déconnectés.

identity-devices-intro = Vous êtes connecté sur ces appareils. Si vous n’en reconnaissez pas un, déconnectez-le et changez de mot de passe.
identity-device-on = { $browser } sur { $system }
identity-device-unknown = Un appareil que nous ne reconnaissons pas
identity-device-this = Cet appareil
identity-device-seen = Vu pour la dernière fois :
identity-device-since = Connecté depuis le
identity-device-sign-out = Y mettre fin

identity-tokens-intro = Un jeton permet à un programme de se connecter à votre place. Donnez le sien à chacun, et mettez-y fin dès qu’il ne sert plus.
identity-tokens-none = Vous n’avez aucun jeton.
identity-token-new = Nouveau jeton
identity-token-label = À quoi sert-il
identity-token-label-hint = Par exemple : script de sauvegarde
identity-token-scopes = Ce qu’il peut faire
identity-scope-read = Lire
identity-scope-write = Lire et écrire
identity-token-expires = Sa durée
identity-token-30 = 30 jours
identity-token-90 = 90 jours
identity-token-365 = Un an
identity-token-never = Jusqu’à ce que vous y mettiez fin
identity-token-submit = Créer le jeton
identity-token-made = Votre nouveau jeton
identity-token-made-once = Copiez-le maintenant. Nous ne le montrerons plus.
identity-token-used = Dernier usage le
identity-token-unused = Jamais utilisé
identity-token-until = Valable jusqu’au
identity-token-ended = Expiré
identity-token-revoke = Y mettre fin

identity-lang = Langue
identity-theme = Apparence
identity-theme-system = Comme mon appareil
identity-theme-light = Claire
identity-theme-dark = Sombre
identity-time-zone = Fuseau horaire
identity-time-zone-hint = Les rendez-vous et les rappels l’utilisent.

identity-erase-title = Supprimer votre compte
identity-erase-what = Votre profil, vos publications, vos réactions et vos abonnements disparaissent. Vous êtes déconnecté partout.
identity-erase-handle = Votre identifiant reste réservé, afin que personne ne se fasse passer pour vous.
identity-erase-final = C’est définitif.
identity-erase-submit = Supprimer mon compte

## Ce qu’un formulaire laisse à la page suivante

identity-notice-confirmed = Merci. Votre adresse est confirmée.
identity-notice-resent = Nous vous avons envoyé une autre lettre.
identity-notice-signed-out = Vous êtes déconnecté.
identity-notice-reset-sent = S’il existe un compte avec cette adresse, un lien est en route.
identity-notice-password-reset = Votre nouveau mot de passe est enregistré. Connectez-vous avec celui-ci.
identity-notice-set-up = Bienvenue. Ce compte dirige le lieu.
identity-notice-new-email-asked = Nous avons envoyé une lettre à la nouvelle adresse. Ouvrez-la pour confirmer le changement.
identity-notice-password-changed = Votre nouveau mot de passe est enregistré. Vos autres appareils sont déconnectés.
identity-notice-device-signed-out = Cet appareil est déconnecté.
identity-notice-token-revoked = Ce jeton a pris fin.
identity-notice-saved = C’est enregistré.
identity-notice-erased = Votre compte est supprimé. Prenez soin de vous.

## Ce que quelqu’un a dit être. Rien n’en est vérifié.

identity-said-patient = Patient ou public
identity-said-caregiver = Proche aidant
identity-said-organisation = dit : organisation, non vérifiée
identity-said-health-worker = dit : professionnel de la santé, non vérifié
identity-said-medicine = dit : médecine, non vérifié
identity-said-nursing = dit : soins infirmiers, non vérifié
identity-said-therapy = dit : thérapie et réadaptation, non vérifié
identity-said-pharmacy = dit : pharmacie, non vérifié
identity-said-social-work = dit : travail social, non vérifié
identity-said-mental-health = dit : santé mentale, non vérifié
identity-said-student = dit : aux études, non vérifié
identity-field-medicine = Médecine
identity-field-nursing = Soins infirmiers
identity-field-therapy = Thérapie et réadaptation
identity-field-pharmacy = Pharmacie
identity-field-social-work = Travail social
identity-field-mental-health = Santé mentale
identity-field-student = Aux études

## Lettres

identity-mail-foot =
    { $site }
    Cette lettre vient du serveur. Personne ne lit les réponses.
identity-mail-confirm-subject = Confirmez votre adresse pour { $site }
identity-mail-confirm-body =
    Bienvenue sur { $site }, @{ $handle }.

    Confirmez votre adresse avec ce lien. Il sert une fois, pendant deux jours :
    { $link }

    Si vous n’avez pas créé ce compte, ne faites rien. Il disparaîtra de lui-même.
identity-mail-already-subject = Vous avez déjà un compte sur { $site }
identity-mail-already-body =
    Quelqu’un a voulu utiliser votre adresse pour un autre compte sur { $site }. Elle appartient déjà au vôtre, @{ $handle } : rien n’a changé.

    Si c’était vous et que vous avez oublié votre mot de passe, demandez-en un autre ici :
    { $link }

    Si ce n’était pas vous, vous n’avez rien à faire.
identity-mail-reset-subject = Un nouveau mot de passe pour { $site }
identity-mail-reset-body =
    Quelqu’un, vous sans doute, a demandé un nouveau mot de passe pour @{ $handle } sur { $site }.

    Choisissez-le avec ce lien. Il sert une fois, pendant une heure :
    { $link }

    Si vous n’avez rien demandé, ne faites rien. Votre mot de passe reste le même.
identity-mail-password-subject = Votre mot de passe sur { $site } a changé
identity-mail-password-body =
    Le mot de passe de @{ $handle } sur { $site } a changé, et les autres appareils ont été déconnectés.

    Si ce n’était pas vous, choisissez-en un autre tout de suite :
    { $link }
identity-mail-new-email-subject = Confirmez votre nouvelle adresse pour { $site }
identity-mail-new-email-body =
    Vous avez demandé d’utiliser cette adresse pour @{ $handle } sur { $site }.

    Confirmez-la avec ce lien. Il sert une fois, pendant deux jours :
    { $link }

    Si vous n’avez rien demandé, ne faites rien.
identity-mail-email-changed-subject = Votre adresse sur { $site } a changé
identity-mail-email-changed-body =
    @{ $handle } sur { $site } a maintenant une autre adresse courriel. Les lettres n’arrivent plus à celle-ci.

    Si ce n’était pas vous, écrivez tout de suite aux personnes qui dirigent { $site }. Leur page est ici :
    { $link }
identity-mail-erased-subject = Votre compte sur { $site } est supprimé
identity-mail-erased-body =
    Votre compte sur { $site } et ce qu’il contenait ont été supprimés, comme vous l’avez demandé. C’était notre dernière lettre.

    La porte reste ouverte :
    { $link }
identity-mail-claim-decided-subject = Une décision sur votre titre professionnel sur { $site }
identity-mail-claim-decided-body =
    Une décision a été prise sur le titre professionnel de @{ $handle } sur { $site }. Lisez-la ici :
    { $link }

    S’il n’a pas été confirmé, la page dit pourquoi, et vous pouvez y contester la décision pendant 14 jours.

    Vous choisissez les lettres que vous recevez dans vos réglages de notifications.
identity-mail-credential-expiring-subject = Votre titre vérifié sur { $site } prend bientôt fin
identity-mail-credential-expiring-body =
    Un titre vérifié de @{ $handle } sur { $site } prend bientôt fin. Voyez quand, et comment le renouveler :
    { $link }

    Vous choisissez les lettres que vous recevez dans vos réglages de notifications.
identity-mail-registration-used-subject = Quelqu’un a donné votre numéro d’inscription sur { $site }
identity-mail-registration-used-body =
    Quelqu’un a donné sur { $site } un numéro d’inscription vérifié pour @{ $handle }. Voyez ce que vous pouvez faire :
    { $link }

    Vous choisissez les lettres que vous recevez dans vos réglages de notifications.
identity-mail-title-unverified-subject = Un titre dans votre nom sur { $site } n’est pas vérifié
identity-mail-title-unverified-body =
    Le nom de @{ $handle } sur { $site } porte un titre protégé que personne n’a vérifié. Une mention le signale aux autres. Faites-le vérifier ou changez de nom :
    { $link }

    Vous choisissez les lettres que vous recevez dans vos réglages de notifications.
identity-mail-note-decided-subject = Du nouveau sur une note de contexte sur { $site }
identity-mail-note-decided-body =
    L’état d’une note de contexte écrite par @{ $handle }, ou placée sur une de vos publications, a changé sur { $site }. Voyez-la ici :
    { $link }

    Vous choisissez les lettres que vous recevez dans vos réglages de notifications.
identity-mail-report-decided-subject = Votre signalement sur { $site } a reçu une décision
identity-mail-report-decided-body =
    Une décision a été prise sur un signalement de @{ $handle } sur { $site }. Lisez-la ici :
    { $link }

    Vous choisissez les lettres que vous recevez dans vos réglages de notifications.
identity-mail-sanctioned-subject = Une décision sur votre compte ou une publication sur { $site }
identity-mail-sanctioned-body =
    La modération a pris une mesure sur @{ $handle } ou une de vos publications sur { $site }. Lisez laquelle, pourquoi, et comment faire appel :
    { $link }

    Vous choisissez les lettres que vous recevez dans vos réglages de notifications.
identity-mail-appeal-decided-subject = Votre appel sur { $site } a reçu une décision
identity-mail-appeal-decided-body =
    Une décision a été prise sur un appel de @{ $handle } sur { $site }. Lisez-la ici :
    { $link }

    Vous choisissez les lettres que vous recevez dans vos réglages de notifications.
identity-mail-duty-calls-subject = Un travail vous attend sur { $site }
identity-mail-duty-calls-body =
    Quelque chose attend une personne qui a la charge de @{ $handle } sur { $site }. Ouvrez-le ici :
    { $link }

    Vous choisissez les lettres que vous recevez dans vos réglages de notifications.
identity-mail-news-subject = Du nouveau pour vous sur { $site }
identity-mail-news-body =
    Il y a du nouveau pour @{ $handle } sur { $site }. Ouvrez-le ici :
    { $link }

    Vous choisissez les lettres que vous recevez dans vos réglages de notifications.

## Refus

error-code-expired = Ce lien a expiré
error-code-used = Ce lien a déjà servi
error-credentials-wrong = Ce mot de passe ne convient pas
error-email-taken = Cette adresse appartient déjà à un compte
error-email-confirmed = Votre adresse est déjà confirmée
error-last-operator = Quelqu’un doit diriger ce lieu : confiez d’abord cette tâche à un autre compte
error-too-many-tokens = Vous avez autant de jetons que nous en gardons : mettez d’abord fin à l’un d’eux
error-password-changed = Votre mot de passe a changé entre-temps : réessayez avec le nouveau
error-already-set-up = Le compte du propriétaire existe déjà
error-persona-erased = Cette personne est partie
problem-too-common = C’est l’un des premiers mots de passe que l’on essaie
problem-like-name = C’est trop proche de votre identifiant ou de votre adresse
problem-too-young = Vous pourrez vous inscrire à 13 ans. D’ici là, tout ce qui est public ici se lit librement
problem-credentials-wrong = L’identifiant, l’adresse ou le mot de passe ne vont pas ensemble
problem-unchanged = C’est déjà votre adresse

## Les noms des champs, pour la liste de ce qui ne va pas

field-email = Adresse courriel
field-handle = Identifiant
field-password = Mot de passe
field-current-password = Mot de passe actuel
field-new-password = Nouveau mot de passe
field-age-band = Âge
field-role = Ce qui vous amène
field-login = Identifiant ou adresse courriel
field-label = À quoi sert le jeton
field-scopes = Ce que le jeton peut faire
field-expires = Durée du jeton
field-lang = Langue
field-theme = Apparence
