## Les organismes, et ce qu’ils disent des personnes

identity-place-organisations = Organismes
identity-place-organisations-about = Ceux dont vous vous occupez, et ce qu’ils disent de vous
identity-place-officer-orgs = Organismes à vérifier

identity-org-kind-hospital = Hôpital
identity-org-kind-clinic = Clinique ou cabinet
identity-org-kind-association = Association professionnelle
identity-org-kind-charity = Organisme de bienfaisance ou groupe de patients
identity-org-kind-school = École ou université
identity-org-kind-public-body = Organisme public
identity-org-kind-company = Entreprise
identity-org-kind-other = Autre organisme

identity-org-state-unverified = Non vérifié
identity-org-state-verified = Vérifié
identity-org-state-lapsed = N’est plus vérifié
identity-org-state-revoked = Vérification retirée
identity-org-state-closed = Fermé

identity-org-method-file = un fichier sur son site
identity-org-method-link = un lien sur sa page d’accueil
identity-org-method-mail = un code envoyé à une adresse de son domaine
identity-org-method-registry = son inscription à un registre public

identity-org-by-steward = L’organisme
identity-org-by-officer = Deux responsables
identity-org-by-clock = Une date passée

identity-org-list = Organismes
identity-org-list-about = Hôpitaux, associations et autres organismes présents ici. « Vérifié » veut dire que le profil est à qui tient le site, ou qu’un registre public le mentionne. Cela ne dit rien de sa qualité.
identity-org-search = Chercher par nom
identity-org-none = Aucun organisme n’est encore ici
identity-org-none-found = Aucun organisme ne porte un tel nom
identity-org-facts = Ce que l’on sait
identity-org-home-page = Site
identity-org-checked = Vérifié par
identity-org-checked-on = Vérifié le
identity-org-checked-until = Valable jusqu’au
identity-org-registry = Registre
identity-org-since = Ici depuis le
identity-org-unchecked-about = Personne n’a vérifié à qui est ce profil. Ce qu’il dit des personnes n’est pas montré.
identity-org-resembles = N’est pas l’organisme vérifié { $name }
identity-org-manage = S’en occuper
identity-org-history = Ce qui s’est passé
identity-org-no-history = Il ne s’est encore rien passé
identity-org-when = Quand
identity-org-state = État
identity-org-by = Par

identity-org-intro = Un organisme peut dire en public que vous en êtes membre ou que vous y travaillez, mais seulement si vous êtes d’accord, et seulement jusqu’à ce que vous ou lui y mettiez fin.
identity-org-offers = Voudrait dire de vous
identity-org-offers-about = Tout le monde le lira sur votre profil, pendant un an au plus. Vous pouvez y mettre fin à tout moment.
identity-org-about-you = Ce qu’ils disent de vous
identity-org-silent = Pas montré : l’organisme n’est pas vérifié en ce moment
identity-org-yours = Organismes dont vous vous occupez
identity-org-invited = On vous demande de vous en occuper
identity-org-join = M’en occuper
identity-org-accept = Accepter
identity-org-decline = Refuser
identity-org-withdraw = Y mettre fin
identity-org-member-of = Membre de
identity-org-works-at = Travaille à
identity-org-until = jusqu’au { $day }
identity-org-say = Ce que disent les organismes
identity-org-said-by = { $name } le dit, jusqu’au { $day }. L’organisme a été vérifié par { $how }.

identity-org-found-title = Faire venir un organisme
identity-org-found-about = Vous en serez la première personne responsable. Le profil porte « Non vérifié » tant que vous n’avez pas prouvé à qui il est.
identity-org-name = Nom de l’organisme
identity-org-handle = Nom court pour son adresse
identity-org-handle-hint = 2 à 30 lettres, chiffres ou tirets bas. Il ne peut pas être changé.
identity-org-kind = Ce que c’est
identity-org-home-page-hint = À son propre domaine, en https
identity-org-jurisdiction = Où il est enregistré
identity-org-choose = Choisir
identity-org-found = Fonder l’organisme
identity-org-save = Enregistrer
identity-org-profile = Profil
identity-org-profile-about = Un autre nom doit être vérifié à nouveau, un autre domaine aussi.

identity-org-all-yours = Tous vos organismes
identity-org-see = Voir sa page
identity-org-next-unverified = Prouvez à qui est ce profil. D’ici là, il ne dit rien de personne.
identity-org-next-waiting = Une personne responsable le cherche dans le registre. Deux doivent être d’accord.
identity-org-next-verified = Il peut dire qui en est membre et qui y travaille.
identity-org-next-lapsed = Une vérification vaut un an. Prouvez-le à nouveau, et ce qu’il dit des personnes sera de nouveau montré.
identity-org-next-revoked = Des responsables ont retiré la vérification. Vous pouvez le prouver à nouveau.
identity-org-next-closed = Il est fermé.
identity-org-refused = L’inscription au registre n’a pas pu être confirmée :
identity-org-prove = Prouver à qui est ce profil
identity-org-prove-again = Le prouver à nouveau
identity-org-website-title = Par votre site
identity-org-website-file = Mettez un fichier texte à cette adresse :
identity-org-website-link = Ou mettez ceci dans l’en-tête de votre page d’accueil :
identity-org-website-check = Lire le site maintenant
identity-org-mail-title = Par courriel à votre domaine
identity-org-mail-about = Nous envoyons un code à une adresse de { $domain } qui parle pour l’organisme, comme info@, bureau@ ou secretariat@.
identity-org-mail-email = Adresse
identity-org-mail-send = Envoyer un code
identity-org-code = Code de la lettre
identity-org-code-hint = Huit lettres et chiffres. Il vaut un jour.
identity-org-code-submit = Entrer le code
identity-org-registry-title = Par un registre public
identity-org-registry-about = Dites où l’organisme est inscrit, par exemple un registre des entreprises ou des organismes de bienfaisance. Deux responsables le cherchent.
identity-org-registry-hint = Son nom ou son adresse
identity-org-number = Numéro dans ce registre
identity-org-registry-ask = Demander à un responsable

identity-org-stewards = Qui s’en occupe
identity-org-steward-since = depuis le { $day }
identity-org-steward-asked = On lui a demandé
identity-org-person = Identifiant de la personne
identity-org-person-hint = Par exemple @dana
identity-org-invite = Lui demander
identity-org-leave = Ne plus m’en occuper
identity-org-leave-ask = Ne plus vous occuper de cet organisme ?
identity-org-close = Fermer l’organisme
identity-org-close-ask = Le fermer pour de bon ? Ce qu’il dit des personnes prend fin aussitôt.

identity-org-attest = Ce qu’il dit des personnes
identity-org-attest-about = Rien n’est montré avant que la personne accepte. Cela vaut un an au plus, et chacun y met fin aussitôt.
identity-org-statement = Ce que vous dites
identity-org-says-member = En est membre
identity-org-says-works = Y travaille
identity-org-position = En tant que
identity-org-position-hint = Par exemple infirmière autorisée, ou membre du conseil. Peut rester vide.
identity-org-offer = Proposer
identity-org-attestation-offered = Attend une réponse
identity-org-attestation-accepted = Montré
identity-org-attestation-declined = Refusé
identity-org-attestation-withdrawn = Terminé

identity-org-queue = Organismes à vérifier
identity-org-queue-empty = Aucun organisme n’attend d’être vérifié
identity-org-asked-on = En attente
identity-org-desk-about = Ouvrez le registre et cherchez le numéro. Le nom, le lieu et le site doivent être ceux de l’inscription.
identity-org-desk-decide = Décider
identity-org-desk-reason = Ce que vous avez vu
identity-org-desk-reason-hint = C’est consigné. Si vous n’avez pas trouvé l’inscription, l’organisme le lit.
identity-org-desk-verify = C’est bien l’inscription
identity-org-desk-refuse = Introuvable
identity-org-desk-revoke = Retirer la vérification
identity-org-desk-nothing = Rien n’attend d’être décidé ici
identity-org-waits-second = Cela attend une deuxième personne responsable.
identity-org-act-verify = Vérifier un organisme par son registre
identity-org-act-revoke = Retirer la vérification d’un organisme

identity-org-notice-founded = L’organisme est ici. Prouvez maintenant à qui il est.
identity-org-notice-saved = Enregistré
identity-org-notice-invited = La demande est faite
identity-org-notice-joined = Vous vous en occupez maintenant
identity-org-notice-left = Vous ne vous en occupez plus
identity-org-notice-closed = L’organisme est fermé
identity-org-notice-verified = Vérifié. Cela vaut un an.
identity-org-notice-sent = Un code est en route
identity-org-notice-asked = Des responsables vont le chercher
identity-org-notice-offered = La demande est faite. Ce sera montré dès que la personne accepte.
identity-org-notice-accepted = C’est maintenant sur votre profil
identity-org-notice-declined = Ce n’est pas dit
identity-org-notice-withdrawn = Ce n’est plus dit
identity-org-notice-decided = Consigné

identity-org-mail-code-subject = Un code pour un organisme sur { $site }
identity-org-mail-code-body =
    @{ $handle } sur { $site } dit s’occuper d’un organisme de ce domaine. Si c’est exact, donnez-lui ce code. Il vaut un jour :

    { $link }

    Si vous ne connaissez pas cette personne, ne faites rien. Sans le code, il ne se passe rien.
identity-org-mail-changed-subject = Du nouveau pour un organisme dont vous vous occupez sur { $site }
identity-org-mail-changed-body =
    La vérification d’un organisme dont @{ $handle } s’occupe sur { $site } a changé, ou prend bientôt fin. Voyez où il en est :
    { $link }

    Vous choisissez les lettres que vous recevez dans les réglages des notifications.
identity-org-mail-offered-subject = Un organisme sur { $site } voudrait dire quelque chose de vous
identity-org-mail-offered-body =
    Un organisme voudrait dire en public que @{ $handle } en est membre ou y travaille. Rien n’est montré avant que vous acceptiez :
    { $link }

    Vous choisissez les lettres que vous recevez dans les réglages des notifications.

error-organisation-closed = Cet organisme est fermé
error-organisation-changed = Quelqu’un l’a changé entre-temps : regardez-le à nouveau
error-organisation-unverified = L’organisme n’est pas vérifié en ce moment
error-too-many-organisations = Vous vous occupez d’autant d’organismes qu’une personne le peut
error-steward-already = Cette personne s’en occupe déjà, ou on le lui a demandé
error-too-many-stewards = Autant de personnes s’en occupent qu’il est possible
error-last-steward = Personne d’autre ne s’en occupe : demandez d’abord à quelqu’un, ou fermez-le
error-domain-held = Un autre organisme vérifié a ce domaine
error-name-held = Un organisme vérifié porte un nom qui lui ressemble
error-registry-not-asked = Personne n’a demandé de le chercher
error-attest-self = Vous ne pouvez pas le dire de vous-même : demandez à une autre personne responsable
error-attestation-exists = L’organisme dit déjà quelque chose de cette personne, ou attend sa réponse
error-attestation-declined = Cette personne a refusé : laissez-la tranquille pendant trois mois
error-too-many-attestations = On dit déjà assez de choses de cette personne
error-too-many-offers = L’organisme a beaucoup proposé aujourd’hui : continuez demain
error-attestation-answered = Une réponse a déjà été donnée
error-attestation-ended = C’est déjà terminé
error-offer-expired = Cette proposition a trop attendu : demandez-en une nouvelle
problem-like-verified = Un organisme vérifié porte un nom qui lui ressemble
problem-mixed-scripts = Des lettres de plusieurs alphabets sont mêlées
problem-proof-missing = Nous n’y avons pas trouvé la preuve, ou n’avons pas pu ouvrir la page
problem-other-domain = Cette adresse est à un autre domaine
problem-personal-address = Utilisez une adresse qui parle pour l’organisme, comme info@ ou bureau@
problem-nobody = Personne ne porte cet identifiant
field-name = Nom de l’organisme
field-kind = Ce que c’est
field-home-page = Site
field-jurisdiction = Où il est enregistré
field-website = Site
field-steward = Identifiant de la personne
field-person = Identifiant de la personne
field-statement = Ce que vous dites
field-position = En tant que
