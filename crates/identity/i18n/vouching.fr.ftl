## Les collègues qui se portent garants

identity-place-vouching = Se porter garant
identity-place-vouching-about = Les collègues qui demandent votre parole, et ceux dont vous êtes garant
identity-vouch-title = Collègues garants
identity-vouch-about = Demandez à des collègues vérifiés de la même profession, qui vous connaissent au travail. Quand deux se portent garants, votre profil le dit avec leurs noms. Ce n’est pas un insigne : il y faut le registre.
identity-vouch-person = Identifiant du ou de la collègue
identity-vouch-person-hint = Quelqu’un dont le permis est vérifié dans votre profession, par exemple @dana
identity-vouch-ask = Lui demander
identity-vouch-state-asked = N’a pas répondu
identity-vouch-state-given = Se porte garant
identity-vouch-state-declined = Ne se porte pas garant
identity-vouch-state-ended = Terminé
identity-vouch-not-counting = Ne compte pas en ce moment
identity-vouch-take-back = Retirer
identity-vouch-intro = Des collègues peuvent vous demander de dire que vous les connaissez au travail. Votre nom y figure. Vous pouvez le retirer à tout moment, et cela prend fin avec votre propre permis.
identity-vouch-none = Aucun collègue ne demande votre parole
identity-vouch-asks = { $name } demande : me connaissez-vous au travail ({ $title }) ?
identity-vouch-before = Portez-vous garant seulement de quelqu’un avec qui vous avez travaillé ou étudié. Son profil montrera votre nom et vos mots.
identity-vouch-answer = Répondre
identity-vouch-decline = Ne pas me porter garant
identity-vouch-known = Comment vous le connaissez
identity-vouch-known-work = Nous travaillons ensemble
identity-vouch-known-worked = Nous avons travaillé ensemble
identity-vouch-known-trained = Nous avons étudié ensemble
identity-vouch-known-supervised = J’ai supervisé cette personne
identity-vouch-words = Où et quand
identity-vouch-words-hint = Par exemple : quarts de nuit à l’Hôpital Maple, de 2022 à 2024. Tout le monde peut le lire.
identity-vouch-give = Me porter garant
identity-vouch-given = Vous êtes garant de
identity-vouch-shown = { $n ->
    [one] Un collègue nommé se porte garant : { $title }
   *[other] { $n } collègues nommés se portent garants : { $title }
 }
identity-vouch-shown-means = Des collègues vérifiés de la même profession disent connaître cette personne au travail. Aucun registre n’a été consulté.
identity-vouch-notice-asked = La demande est faite
identity-vouch-notice-given = Vous êtes maintenant garant de votre collègue
identity-vouch-notice-declined = Vous n’êtes pas garant. Votre collègue n’en est pas averti.
identity-vouch-notice-ended = Cela a pris fin aussitôt

identity-vouch-mail-asked-subject = Un collègue sur { $site } demande votre parole
identity-vouch-mail-asked-body =
    Un collègue demande à @{ $handle } sur { $site } de se porter garant. Voyez de qui il s’agit, et répondez :
    { $link }

    Vous choisissez les lettres que vous recevez dans les réglages des notifications.

error-vouch-not-needed = Un garant aide tant que rien n’est prouvé : ce n’est plus le cas ici
error-vouch-self = Personne ne se porte garant de soi-même
error-vouch-not-colleague = Seule une personne dont le permis est vérifié dans la même profession peut se porter garante
error-vouch-mutual = Deux personnes ne se portent pas garantes l’une de l’autre
error-vouch-asked = Vous avez déjà demandé à ce collègue
error-too-many-vouches = Vous avez demandé à autant de collègues que possible
error-vouch-answered = Une réponse a déjà été donnée
error-vouch-expired = Cette demande a trop attendu
error-vouch-limit = Vous vous êtes porté garant aussi souvent qu’il est possible en un an
error-vouch-ended = C’est déjà terminé
field-known = Comment vous le connaissez
