commons-post-by = Publication de
commons-deleted = Cette publication a été supprimée.
commons-in-reply-to = En réponse à
commons-a-reply = Une réponse
commons-more = Plus sur cette publication

commons-kind = Nature de la publication
commons-kind-suggested = Type proposé
commons-kind-personal-story = Témoignage
commons-kind-question = Question
commons-kind-professional-information = Information professionnelle
commons-kind-service-notice = Avis de service
commons-kind-advertising = Publicité
commons-not-checked = Non vérifié
commons-source = Source :
commons-clinical-experience = D’après son expérience clinique
commons-funded-by = Financé par

commons-visibility = Qui peut lire ceci
commons-visibility-public = Tous
commons-visibility-quiet = Tout le monde, mais hors des listes et de la recherche
commons-visibility-followers = Mes abonnés seulement
commons-visibility-quiet-short = Discret
commons-visibility-followers-short = Abonnés

commons-reply = Répondre
commons-reaction-helped-me = M’a aidé
commons-reaction-with-you = Avec vous
commons-reaction-me-too = Moi aussi
commons-reaction-thank-you = Merci

commons-copy-link = Lien vers cette publication
commons-change-kind = Changer sa nature
commons-delete = Supprimer
commons-delete-question = Supprimer cette publication ? Ses mots ne pourront pas être récupérés.
commons-mute = Mettre en sourdine
commons-block = Bloquer cette personne
commons-report = Signaler
commons-may-be-false = C’est peut-être faux

commons-compose = Partagez ce que vous savez, ou posez une question
commons-compose-reply = Écrivez une réponse
commons-new-title = Nouvelle publication
commons-reply-title = Répondre
commons-options = Avertissement, langue, source
commons-post = Publier
commons-warning = Avertissement sur le contenu
commons-warning-hint = Une ligne montrée d’abord. On ouvre la publication si on le souhaite.
commons-language = Langue
commons-language-detected = Détecter d’après mes mots
commons-basis = L’information professionnelle s’appuie sur
commons-basis-source = Une source
commons-basis-experience = Mon expérience clinique
commons-source-url = Lien vers la source
commons-source-url-hint = Laissé vide, le premier lien de votre publication est la source.
commons-funder = Qui paie pour ceci
commons-funder-hint = Nécessaire pour la publicité et les publications financées.
commons-save = Enregistrer

commons-notice-published-personal-story = Publié comme témoignage.
commons-notice-published-question = Publié comme question.
commons-notice-published-professional-information = Publié comme information professionnelle.
commons-notice-published-service-notice = Publié comme avis de service.
commons-notice-published-advertising = Publié comme publicité.
commons-notice-deleted = La publication est supprimée.
commons-notice-kind-changed = La publication dit maintenant ce qu’elle est.

commons-places = Fils
commons-place-home = Abonnements
commons-place-local = Local
commons-local-empty = Personne n’a encore publié ici.
commons-local-description = Ce que les gens d’ici disent en public.

commons-tag-follow = Suivre
commons-tag-unfollow = Ne plus suivre
commons-tag-empty = Aucune publication publique avec ce mot-clic pour l’instant.
commons-tag-description = Publications publiques avec { $tag }.
commons-tags-title = Mots-clics que vous suivez
commons-tags-empty = Vous ne suivez encore aucun mot-clic.
commons-tags-find = Chercher un mot-clic

commons-thread-title = Publication de { $name }
commons-thread-description = Une publication de { $name } et les réponses reçues.
commons-thread-above = Ce à quoi ceci répond
commons-thread-replies = Réponses
commons-thread-more = Il y a plus de réponses que cette page n’en montre. Ouvrez une réponse pour lire la suite.

error-status-deleted = Cette publication a été supprimée.
error-not-author = Seule la personne qui a écrit la publication peut faire cela.
error-own-status = C’est votre propre publication. Les réactions sont pour ce que les autres écrivent.
error-idempotency-key-reused = Ce formulaire a déjà servi pour une autre publication. Ouvrez-en un nouveau.
error-too-many-tags = Vous suivez le nombre maximal de mots-clics. Arrêtez d’abord d’en suivre un.
problem-wider-than-parent = Une réponse ne peut pas être lue par plus de personnes que la publication à laquelle elle répond.
problem-idempotency-key-reused = Ce formulaire a déjà servi pour une autre publication. Appuyez de nouveau sur Publier pour envoyer ces mots comme nouvelle publication.
field-text = Ce que vous écrivez
field-visibility = Qui peut lire ceci
field-disclosure = Nature de la publication
field-content-warning = Avertissement sur le contenu
field-language = Langue
field-basis = Sur quoi elle s’appuie
field-source-url = Lien vers la source
field-funded-by = Qui paie pour ceci

commons-source-retracted = Rétracté
commons-source-unlisted = Absent de la liste des sources
commons-source-tier-a = Source officielle
commons-source-tier-b = Évalué par des pairs
commons-source-tier-c = Source répertoriée
commons-labelled = La modération vous invite à la prudence : parlez-en à votre équipe de soins avant de changer quoi que ce soit.
commons-context = Contexte
commons-context-interim = Contexte, pas encore évalué
commons-context-sources = Sources :
commons-context-provisional = peu d’avis pour le moment
commons-context-rate = Évaluer cette note et voir pourquoi elle s’affiche
