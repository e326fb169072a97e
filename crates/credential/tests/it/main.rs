//! What credentials and register files have to withstand, from outside.

#[cfg(test)]
mod claims;
#[cfg(test)]
mod colleges;
#[cfg(test)]
mod interop;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod nppes;
#[cfg(test)]
mod proofs;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod stage;
