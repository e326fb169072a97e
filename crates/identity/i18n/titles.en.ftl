## Names that claim more than was checked

identity-title-unverified = Says: { $title } – not verified
identity-title-resembles = Not the verified @{ $handle }
identity-title-mixed = The name mixes alphabets
identity-title-unconfirmed = The author claimed a licence that could not be confirmed
problem-confusable = This is too close to the handle of a verified person
