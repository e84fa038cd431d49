//! `duibiao why`

use std::io;

use super::args::{WhyArgs, WhyFormat};
use super::{CLEAN, Console, FAILED};
use crate::corpus::why::{Question, Unasked};
use crate::corpus::{Corpus, Options};
use crate::diagnostic::Language;
use crate::report::{Look, Why, visible, write_why_human, write_why_json};

/// Runs the command.
pub(super) fn why(args: &WhyArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    let question = match Question::parse(&args.subject) {
        Ok(question) => question,
        Err(unasked) => return refuse(&args.subject, &unasked, language, console),
    };
    let Some(config) = console.config(&args.paths, language)? else {
        return Ok(FAILED);
    };
    let (corpus, unreadable) = Corpus::load(&config.options(Options {
        paths: args.paths.clone(),
        against: args.against.clone(),
        no_builtin: args.no_builtin,
        sources: args.sources.clone(),
        ..Options::default()
    }));
    let unreadable = super::unreadable(unreadable);
    let answers = match corpus.why(&question) {
        Ok(answers) => answers,
        Err(unasked) => {
            // What could not be read may be where the name stands.
            console.unreadable(&unreadable, language, FAILED)?;
            return refuse(&args.subject, &unasked, language, console);
        }
    };
    let answers = crate::why::explain(&corpus, &answers);
    let why = Why {
        sources: corpus.sources(),
        subject: &question.words,
        answers: &answers,
        language,
    };
    let look = Look {
        colour: console.terminal.colour,
        width: console.terminal.width,
        statistics: false,
    };
    let written = match args.format {
        WhyFormat::Human => write_why_human(&why, look, console.stdout),
        WhyFormat::Json => write_why_json(&why, console.stdout),
    };
    let status = console.unreadable(&unreadable, language, CLEAN)?;
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(status),
    }
}

/// Says why there is no answer, and what to do.
fn refuse(words: &str, unasked: &Unasked, language: Language, console: &mut Console<'_>) -> io::Result<u8> {
    let words = visible(words);
    let text = match (unasked, language) {
        (Unasked::Unreadable(_), Language::Chinese) => {
            format!(
                "读不懂「{words}」，请写成「事项（年份，地区）」「事项·承担方（年份，地区）」或「承担方」"
            )
        }
        (Unasked::Unreadable(_), Language::English) => format!(
            "cannot read 「{words}」, write 「item（year，place）」, 「item·bearer（year，place）」 or a bearer alone"
        ),
        (Unasked::UnknownName { name, nearest }, Language::Chinese) => {
            let near = nearest.as_ref().map_or_else(
                || "，请用词汇表或公文里的名称".to_owned(),
                |near| format!("，是否为「{near}」"),
            );
            format!("词汇表和公文里都没有「{}」{near}", visible(name))
        }
        (Unasked::UnknownName { name, nearest }, Language::English) => {
            let near = nearest.as_ref().map_or_else(
                || ", use a name of the vocabulary or of a notice".to_owned(),
                |near| format!(", did you mean 「{near}」?"),
            );
            format!(
                "neither the vocabulary nor a notice has 「{}」{near}",
                visible(name)
            )
        }
        (Unasked::Nowhere, Language::Chinese) => {
            format!("没有公文说到「{words}」，请核对年份、地区和路径")
        }
        (Unasked::Nowhere, Language::English) => {
            format!("no notice speaks of 「{words}」, check the year, the place and the path")
        }
    };
    console.complain(&text)?;
    Ok(FAILED)
}
