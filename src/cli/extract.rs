//! `duibiao extract`

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::args::ExtractArgs;
use super::{CLEAN, Console, FAILED, FOUND, shown, write};
use crate::corpus::{Corpus, Options, ReadText, read_texts};
use crate::diagnostic::{Language, Severity, Text};
use crate::extract::{extract_of, names};
use crate::report::{Format, Look, Report, Summary, visible};
use crate::vocabulary::Vocabulary;

/// An extract that is to be written.
struct Planned {
    path: PathBuf,
    text: String,
}

/// Runs the command.
pub(super) fn extract(args: &ExtractArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    if args.check {
        return check(args, language, console);
    }
    let (texts, unreadable) = read_texts(&args.paths, Vocabulary::builtin());
    let planned = plan(args, &texts);
    let unreadable = super::unreadable(unreadable);
    let status = if args.stdout {
        print(&planned, language, console)?
    } else {
        write_all(args, &planned, language, console)?
    };
    console.unreadable(&unreadable, language, status)
}

fn plan(args: &ExtractArgs, texts: &[ReadText]) -> Vec<Planned> {
    let mut planned = Vec::with_capacity(texts.len());
    for text in texts {
        let beside = text.path.parent().unwrap_or(Path::new(""));
        let folder = args.output.as_deref().unwrap_or(beside);
        let source = from_folder(folder, &text.path);
        let stem = text.path.file_stem().unwrap_or_default().to_string_lossy();
        for (name, notice) in names(&stem, &text.notices).iter().zip(&text.notices) {
            planned.push(Planned {
                path: folder.join(format!("{name}.notice")),
                text: extract_of(notice, &source, &text.sources),
            });
        }
    }
    planned
}

/// How a file in `folder` names `text`.
fn from_folder(folder: &Path, text: &Path) -> String {
    let name = || {
        text.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let here = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    // A folder that is yet to be made is named from where it will be.
    let (Ok(here), Ok(there)) = (std::path::absolute(here), fs::canonicalize(text)) else {
        return name();
    };
    let here = fs::canonicalize(&here).unwrap_or(here);
    let common = here
        .components()
        .zip(there.components())
        .take_while(|(a, b)| a == b)
        .count();
    if common == 0 {
        return name();
    }
    let up = here.components().skip(common).map(|_| "..".to_owned());
    let down = there.components().skip(common).filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
        _ => None,
    });
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn print(planned: &[Planned], language: Language, console: &mut Console<'_>) -> io::Result<u8> {
    match planned {
        [] => Ok(CLEAN),
        [only] => {
            console.stdout.write_all(only.text.as_bytes())?;
            console.stdout.flush()?;
            Ok(CLEAN)
        }
        several => {
            let count = several.len();
            let message = Text::new(
                format!(
                    "--stdout 只能写一份公文的摘录，这里有 {count} 份；请去掉 --stdout，或用 -o 指定文件夹"
                ),
                format!(
                    "--stdout is for one notice, and here are {count}; leave it out, or name a folder with -o"
                ),
            );
            console.complain(message.get(language))?;
            Ok(FAILED)
        }
    }
}

fn write_all(
    args: &ExtractArgs,
    planned: &[Planned],
    language: Language,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    let mut status = CLEAN;
    if let Some(folder) = &args.output
        && let Err(error) = fs::create_dir_all(folder)
    {
        console.cannot_write(folder, &error, language)?;
        return Ok(FAILED);
    }
    let mut taken: BTreeSet<&Path> = BTreeSet::new();
    for Planned { path, text } in planned {
        let shown = shown(path);
        if !taken.insert(path) {
            let message = Text::new(
                format!("两份公文的摘录都叫 {shown}，后一份未写；请分开写到不同的文件夹"),
                format!(
                    "two notices have an extract called {shown}, and the second was not written; write them to different folders"
                ),
            );
            console.complain(message.get(language))?;
            status = FAILED;
            continue;
        }
        let written = match fs::read(path) {
            Ok(before) if before == text.as_bytes() => continue,
            Ok(_) if !args.force => {
                let message = Text::new(
                    format!(
                        "未覆盖 {shown}：已有内容不同的摘录，可能经人改过；用 --check 核对，或用 --force 覆盖"
                    ),
                    format!(
                        "{shown} was left alone: it differs, and a person may have edited it; hold it against the notice with --check, or overwrite it with --force"
                    ),
                );
                console.complain(message.get(language))?;
                status = status.max(FOUND);
                continue;
            }
            Ok(_) => write::replace(path, text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => write::create(path, text),
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            console.cannot_write(path, &error, language)?;
            status = FAILED;
            continue;
        }
        match writeln!(console.stdout, "{shown}") {
            // The files are still to be written where nobody reads their names.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    Ok(status)
}

/// The rule that holds a text against its extract.
const DRIFT: &str = "extract-drift";

/// Reports where the texts and the extracts that they have differ.
fn check(args: &ExtractArgs, language: Language, console: &mut Console<'_>) -> io::Result<u8> {
    let (corpus, unreadable) = Corpus::load(&Options {
        paths: args.paths.clone(),
        no_builtin: true,
        ..Options::default()
    });
    let mut status = CLEAN;
    for (_, entry) in corpus.reported().filter(|(_, entry)| entry.is_text()) {
        let path = visible(corpus.sources().path(entry.file())).into_owned();
        let name = match entry.number() {
            Some(number) => format!("{path}（{number}）"),
            None => path,
        };
        let message = Text::new(
            format!("{name} 还没有摘录；请先运行 duibiao extract"),
            format!("{name} has no extract yet; run duibiao extract first"),
        );
        console.complain(message.get(language))?;
        status = FOUND;
    }
    let mut found = Vec::new();
    if let Some(rule) = crate::rules::rule(DRIFT) {
        for (id, _) in corpus.reported() {
            rule.notice(&corpus, id, &mut found);
        }
    }
    found.sort_by_key(|found| found.primary.span);
    if found.iter().any(|found| found.severity > Severity::Info) {
        status = FOUND;
    }
    let report = Report {
        sources: corpus.sources(),
        diagnostics: &found,
        summary: Summary {
            notices: corpus.reported().filter(|(_, entry)| !entry.is_text()).count(),
            statements: corpus
                .reported()
                .filter(|(_, entry)| !entry.is_text())
                .map(|(_, entry)| entry.notice.clauses.len())
                .sum(),
            ..Summary::default()
        },
        unreadable: &[],
        language,
        rules: &[],
        denied: Severity::Error,
    };
    let look = Look {
        colour: console.terminal.colour,
        width: console.terminal.width,
        statistics: false,
    };
    let format = Format::named("human").ok_or_else(|| io::Error::other("human"))?;
    format.write(&report, look, console.stdout)?;
    console.unreadable(&super::unreadable(unreadable), language, status)
}
