//! The commands, one file each.

mod backup;
mod case;
mod code;
mod codebook;
mod completions;
mod cooccur;
mod demo;
mod doctor;
mod export;
mod facet;
mod find;
mod import;
mod kwic;
mod log;
mod man;
mod matrix;
mod memo;
mod new;
mod open;
mod participant;
mod passphrase;
mod reference;
mod restore;
mod round;
mod set;
mod source;
mod study;
mod uncode;
mod undo;
mod verify;

use clap::Subcommand;

use crate::arguments::Common;
use crate::failure::Failure;
use crate::output::Output;
use crate::surroundings::Surroundings;

/// What a command is given besides its own arguments.
pub(crate) struct Call {
    /// The options that every command takes.
    pub(crate) common: Common,
    /// What the program finds around it.
    pub(crate) surroundings: Surroundings,
    /// Where its words go.
    pub(crate) output: Output,
}

macro_rules! commands {
    ($($variant:ident => $module:ident)+) => {
        /// A command with its arguments.
        #[derive(Debug, Subcommand)]
        pub(crate) enum Command {
            $($variant($module::$variant),)+
        }

        impl Command {
            /// Carries the command out.
            pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
                match self {
                    $(Self::$variant(command) => command.run(call),)+
                }
            }
        }
    };
}

commands! {
    Demo => demo
    New => new
    Open => open
    Serve => open
    Import => import
    Source => source
    Participant => participant
    Case => case
    Codebook => codebook
    Code => code
    Uncode => uncode
    Facet => facet
    Round => round
    Memo => memo
    Set => set
    Study => study
    Find => find
    Kwic => kwic
    Matrix => matrix
    Cooccur => cooccur
    Export => export
    Log => log
    Undo => undo
    Redo => undo
    Verify => verify
    Doctor => doctor
    Backup => backup
    Restore => restore
    Passphrase => passphrase
    Completions => completions
    Man => man
    Reference => reference
}
