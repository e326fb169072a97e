### Le cadre de chaque page, et les mots pour ce qui ne va pas.

web-description = Professionnels de santé et public apprennent et prennent soin ensemble.
web-skip = Aller au contenu
web-nav = Principal
web-side = Autres contenus
web-search = Rechercher
web-search-hint = Personnes, mots-clics, faits
web-help = Aide
web-compose = Nouvelle publication
web-you = Vous
web-profile = Votre profil
web-settings = Réglages
web-appearance = Langue et thème
web-bell = Notifications
web-bell-new = Notifications, nouvelles : { $n }
web-bell-short = Avis
web-bell-more = {""}, nouveaux : { $n }
web-sign-in = Se connecter
web-sign-out = Se déconnecter
web-join = S’inscrire
web-leave = Quitter vite
web-disclaimer = Ces informations ne sont pas un diagnostic. En cas d’urgence, appelez le numéro d’urgence de votre région.
web-offline = Le serveur ne répond pas. Rien n’est perdu : réessayez.
web-failed = Cela n’a pas fonctionné. Rien n’est perdu : réessayez.
web-new-post = 1 nouvelle publication
web-new-posts = {"{n}"} nouvelles publications
web-more = Afficher la suite
web-cancel = Annuler
web-optional = (facultatif)
web-errors = { $n ->
    [one] Un point est à revoir
   *[other] { $n } points sont à revoir
 }

web-ago-now = maintenant
web-ago = {"{n}"} min|{"{n}"} h|{"{n}"} j
web-date = {"{day}"} {"{month}"} {"{year}"}
web-date-first = 1er {"{month}"} {"{year}"}
web-month-1 = janvier
web-month-2 = février
web-month-3 = mars
web-month-4 = avril
web-month-5 = mai
web-month-6 = juin
web-month-7 = juillet
web-month-8 = août
web-month-9 = septembre
web-month-10 = octobre
web-month-11 = novembre
web-month-12 = décembre

web-error-home = Aller à l’accueil
web-error-request = Si vous demandez de l’aide, indiquez ce numéro :
web-advice-sign-in = Connectez-vous pour continuer. Vous reviendrez sur cette page.
web-advice-denied = Rien n’a changé. Si vous pensez y avoir droit, demandez à la personne qui a partagé ce contenu.
web-advice-gone = Le lien est peut-être ancien, ou l’auteur a retiré ce contenu.
web-advice-conflict = Rien n’a changé. Revenez en arrière, rechargez la page et regardez ce qu’elle indique maintenant.
web-advice-wait = Rien n’est perdu. Attendez un peu, puis réessayez.
web-advice-fault = L’erreur vient de nous, pas de vous, et elle a été notée. Revenez en arrière et réessayez dans une minute : votre texte est encore dans le formulaire.
web-advice-input = Rien n’a changé. Revenez en arrière et vérifiez votre saisie : elle est encore dans le formulaire.

## Refus par code, puis par statut

error-not-found = Nous ne trouvons pas cette page
error-invalid = Une partie de votre saisie est à revoir
error-fault = Quelque chose n’a pas fonctionné de notre côté
error-sign-in-required = Connectez-vous d’abord
error-token-invalid = Ce jeton d’accès n’est pas valable
error-email-unconfirmed = Confirmez d’abord votre adresse électronique
error-session-required = Faites-le dans votre navigateur, après connexion
error-scope-missing = Ce jeton d’accès n’a pas été créé pour cela
error-moderator-only = Cette page est réservée à la modération
error-account-suspended = Vous ne pouvez pas écrire tant que votre compte est suspendu. Vous pouvez lire et contester la décision
error-officer-only = Cette page est réservée à la vérification des titres
error-operator-only = Cette page est réservée aux responsables de l’instance
error-cross-site = Ce formulaire venait d’un autre site, nous ne l’avons pas accepté
error-method-not-allowed = Cette page n’accepte pas ce type de requête
error-body-too-large = Cet envoi est trop volumineux
error-file-too-large = Ce fichier est plus volumineux que ce que nous acceptons
error-body-too-slow = L’envoi a pris trop de temps
error-unsupported-type = Nous ne savons pas lire ce type de contenu
error-unsupported-charset = Nous ne lisons que du texte en UTF-8
error-limited = Trop d’essais en peu de temps
error-too-many-streams = Cette page est ouverte dans trop d’onglets
error-timeout = Cela a pris trop de temps
error-unavailable = Ce n’est pas disponible pour le moment
error-outside-unreachable = Cette adresse n’a pas pu être jointe
error-outside-refused = Cette adresse ne nous a pas donné le document
error-outside-too-large = Le document à cette adresse est trop volumineux
error-outside-wrong-type = Le document à cette adresse est d’un autre type
problem-outside-malformed = Ce n’est pas une adresse web
problem-outside-not-https = L’adresse doit commencer par https://
problem-outside-not-public = Nous n’allons chercher que ce qui est ouvert à tous
error-status-401 = Connectez-vous d’abord
error-status-403 = Vous ne pouvez pas faire cela
error-status-404 = Nous ne trouvons pas cette page
error-status-409 = Cela ne correspond pas à l’état actuel
error-status-410 = Ce contenu a été retiré
error-status-412 = Quelqu’un l’a modifié avant vous
error-status-413 = Cet envoi est trop volumineux
error-status-415 = Nous ne savons pas lire ce type de contenu
error-status-422 = Une partie de votre saisie est à revoir
error-status-429 = Trop d’essais en peu de temps
error-status-503 = Ce n’est pas disponible pour le moment

## Ce qui ne va pas dans un champ

problem-required = Remplissez ce champ
problem-missing = Ce champ manque
problem-too-long = C’est trop long
problem-too-short = C’est trop court
problem-too-many = Il y en a trop
problem-too-deep = L’imbrication est trop profonde
problem-malformed = La forme n’est pas correcte
problem-not-utf8 = Ce texte n’est pas lisible
problem-wrong-type = Ce n’est pas le bon type de valeur
problem-unknown-field = Ce champ n’existe pas
problem-duplicate = Cette valeur est donnée deux fois
problem-unknown = Choisissez une des options
problem-taken = Quelqu’un d’autre l’utilise déjà
problem-reserved = Cette valeur ne peut pas être utilisée
problem-out-of-range = Cette valeur sort des limites
problem-control-character = Certains caractères ne peuvent pas être acceptés
problem-bidi-control = Des caractères cachés retournent le texte
problem-wrong = Ce n’est pas exact
problem-other = Ce champ est à revoir
error-unique = Quelqu’un a fait la même chose au même instant. Réessayez.
