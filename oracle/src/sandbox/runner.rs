//! What does a runner process do? It reads requests until its pipe closes, and runs one child for each.

use std::io::{BufRead, Write};
use std::process::exit;

use super::child;
use super::namespace::Place;
use super::protocol::{Answer, Request};
use super::tier::Tier;

/// First argument of a process that is to be a runner.
pub const RUNNER_ARGUMENT: &str = "__sandbox-runner";

/// Serves as runner, and ends the process, when the arguments (without the program's name) say so.
pub fn serve_if_asked(arguments: &[String]) {
    if let [first, tier] = arguments
        && first == RUNNER_ARGUMENT
        && let Some(tier) = Tier::from_word(tier)
    {
        exit(serve(tier));
    }
}

fn serve(tier: Tier) -> i32 {
    let mut place = match Place::enter(tier) {
        Ok(place) => place,
        Err(error) => {
            eprintln!("sandbox runner: {error}");
            return 1;
        }
    };
    let mut stdout = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { return 1 };
        let answer = match serde_json::from_str::<Request>(&line) {
            Ok(request) => answer(&mut place, &request),
            Err(error) => Answer::Failed(format!("not a request: {error}")),
        };
        let Ok(mut text) = serde_json::to_string(&answer) else { return 1 };
        text.push('\n');
        if stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).is_err() {
            return 1;
        }
    }
    0
}

fn answer(place: &mut Place, request: &Request) -> Answer {
    let ran = place.prepare(request).and_then(|prepared| {
        let mut output = child::run(place, &prepared, request)?;
        output.reply = request.reply_file.as_ref().and_then(|name| place.read_reply(name));
        Ok(output)
    });
    match ran {
        Ok(output) => Answer::Ran(output),
        Err(error) => Answer::Failed(error.to_string()),
    }
}
