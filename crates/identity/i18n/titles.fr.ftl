## Les noms qui promettent plus que ce qui a été vérifié

identity-title-unverified = Dit être : { $title } – non vérifié
identity-title-resembles = N’est pas la personne vérifiée @{ $handle }
identity-title-mixed = Ce nom mélange des alphabets
identity-title-unconfirmed = L’auteur a revendiqué un permis d’exercice qui n’a pas pu être confirmé
problem-confusable = Ceci ressemble trop à l’identifiant d’une personne vérifiée
