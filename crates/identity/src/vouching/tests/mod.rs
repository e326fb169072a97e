mod vouching;
