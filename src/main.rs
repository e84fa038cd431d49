//! The `duibiao` command: what is known of the terminal, and nothing else.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use duibiao::cli::{Terminal, run};

/// Reading makes many small values on all cores at once, which this allocator serves best.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let stdout = io::stdout();
    let on_terminal = stdout.is_terminal();
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let terminal = Terminal {
        colour: on_terminal && !plain,
        width: terminal_size::terminal_size()
            .filter(|_| on_terminal)
            .map(|(terminal_size::Width(columns), _)| usize::from(columns)),
    };
    let status = run(
        std::env::args_os(),
        &mut stdout.lock(),
        &mut io::stderr().lock(),
        terminal,
    );
    ExitCode::from(status)
}
