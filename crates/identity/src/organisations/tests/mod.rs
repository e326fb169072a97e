mod attesting;
mod founding;
mod looking_after;
mod pages;
mod proving;
mod registry;
mod stage;
