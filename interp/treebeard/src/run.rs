//! Running a checked program.

use std::sync::Arc;

use treebeard_eval::run::run_main;
use treebeard_eval::{Engine, Finished, Options};
use treebeard_syntax::on_large_stack;

use crate::Program;
use crate::front::Front;

impl Program {
    /// Runs `main`, if there is one, with these arguments, of which the first is the program's name. The program should
    /// have been checked; what is unsupported ends it where it is reached. With `capture` what it prints is kept.
    ///
    /// ```
    /// # use treebeard::{LoadOptions, Program, Source};
    /// use treebeard::{End, Options};
    ///
    /// # let options = LoadOptions::new(treebeard_library::library(), treebeard_library::macros());
    /// # let text = "fn main() { let mut n = 0u64; loop { n += 1 } }".to_owned();
    /// # let source = Source::Text { name: "endless.rs".to_owned(), text };
    /// let program = Program::load(&source, &options).unwrap();
    /// // A loop without end is stopped after a number of steps.
    /// let limits = Options { fuel: Some(10_000), ..Options::default() };
    /// let finished = program.run(limits, vec!["endless".to_owned()], true).unwrap();
    /// assert!(matches!(finished.end, End::OutOfFuel));
    /// ```
    pub fn run(&self, options: Options, args: Vec<String>, capture: bool) -> Option<Finished> {
        let main = self.main()?;
        let engine = Engine::new(Arc::new(Front::new(self.sema.clone())), options);
        Some(on_large_stack(|| run_main(&engine, main, args, capture)))
    }
}
