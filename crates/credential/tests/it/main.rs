//! What credentials and register files have to withstand, from outside.

#[cfg(test)]
mod refusals;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod stage;
