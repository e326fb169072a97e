//! Claims over a real database, on both engines.

mod appealing;
mod badges;
mod deciding;
mod importing;
mod moving;
mod pages;
mod proving;
pub mod stage;
mod timing;
mod walks;
mod wallets;
