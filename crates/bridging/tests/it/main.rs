//! What the scorer has to find, and what it has to withstand, from outside.

#[cfg(test)]
mod brigade;
#[cfg(test)]
mod files;
#[cfg(test)]
mod judging;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod world;
