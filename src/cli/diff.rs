//! `duibiao diff`

mod rows;

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::args::{DiffArgs, DiffFormat};
use super::{CLEAN, Console, FAILED};
use crate::compare::{Refusal, Side, compare, of_number, of_region};
use crate::corpus::{Corpus, Options, Role};
use crate::diagnostic::{Language, Text};
use crate::report::{ChangesFormat, visible, write_changes};
use crate::vocabulary::{RegionId, RenameData};

/// How a side is named.
enum Named {
    /// A file or folder.
    Path(PathBuf),
    /// 文号.
    Number(String),
    /// 地区@年度.
    Region(String, i32),
}

/// Runs the command.
pub(super) fn diff(args: &DiffArgs, console: &mut Console<'_>) -> io::Result<u8> {
    let language = Language::from(args.lang);
    let named = named(&args.old).and_then(|old| Ok((old, named(&args.new)?)));
    let prepared = named.and_then(|sides| Ok((sides, renames(&args.rename)?)));
    let ((old, new), renames) = match prepared {
        Ok(prepared) => prepared,
        Err(wrong) => return refuse(&wrong, language, console),
    };
    let (corpus, unreadable) = Corpus::load(&options(args, &old, &new));
    let status = console.unreadable(&super::unreadable(unreadable), language, CLEAN)?;
    if status != CLEAN {
        // A comparison with half of what was asked for would call the other half dropped.
        return Ok(status);
    }
    let (old_side, new_side) = sides(&corpus, &old, &new);
    for (side, name, is_old) in [(&old_side, &old, true), (&new_side, &new, false)] {
        if side.is_empty() {
            return refuse(&nothing(&corpus, name, is_old), language, console);
        }
    }
    let found = match compare(&corpus, &old_side, &new_side, &renames) {
        Ok(found) => found,
        Err(refusal) => return refuse(&refused(&corpus, &refusal), language, console),
    };
    for rename in &renames {
        let met = |known: &crate::compare::Rename| known.met > 0 && known.old == rename.old;
        if !found.iter().any(|comparison| comparison.renames.iter().any(met)) {
            let unused = Text::new(
                format!("更名 {}={} 没有用到，请核对旧文中的写法", rename.old, rename.new),
                format!(
                    "the rename {}={} was not needed, check how the earlier notice writes it",
                    rename.old, rename.new
                ),
            );
            writeln!(console.stderr, "☞ {}", visible(unused.get(language)))?;
        }
    }
    let tables = rows::tables(&corpus, &found, args.all);
    let format = match args.format {
        DiffFormat::Human => ChangesFormat::Human,
        DiffFormat::Json => ChangesFormat::Json,
        DiffFormat::Markdown => ChangesFormat::Markdown,
        DiffFormat::Csv => ChangesFormat::Csv,
    };
    write_changes(
        &tables,
        corpus.sources(),
        format,
        language,
        console.terminal.colour,
        console.stdout,
    )?;
    Ok(CLEAN)
}

fn refuse(wrong: &Text, language: Language, console: &mut Console<'_>) -> io::Result<u8> {
    console.complain(&visible(wrong.get(language)))?;
    Ok(FAILED)
}

/// A path where there is one; else a 文号 or 地区@年度.
fn named(side: &OsStr) -> Result<Named, Text> {
    let path = Path::new(side);
    if path.exists() {
        return Ok(Named::Path(path.to_owned()));
    }
    let text = side.to_string_lossy();
    if let Some((region, year)) = text.rsplit_once(['@', '＠']) {
        let digits = year.trim_end_matches("年度").trim_end_matches('年');
        return match digits.parse::<i32>() {
            Ok(year) if !region.is_empty() => Ok(Named::Region(region.to_owned(), year)),
            _ => Err(Text::new(
                format!("「{text}」应写作 地区@年度，如 广西@2023"),
                format!("write 「{text}」 as 地区@年度, as in 广西@2023"),
            )),
        };
    }
    if text.ends_with('号') && text.chars().any(|c| c.is_ascii_digit()) {
        return Ok(Named::Number(text.into_owned()));
    }
    Err(Text::new(
        format!("没有「{text}」这个文件或文件夹；也可写文号，或 地区@年度，如 广西@2023"),
        format!(
            "there is no file or folder 「{text}」; a 文号 or 地区@年度, as in 广西@2023, may be given as well"
        ),
    ))
}

fn renames(given: &[String]) -> Result<Vec<RenameData>, Text> {
    given
        .iter()
        .map(|rename| match rename.split_once(['=', '＝']) {
            Some((old, new)) if !old.trim().is_empty() && !new.trim().is_empty() => Ok(RenameData {
                old: old.trim().to_owned(),
                new: new.trim().to_owned(),
            }),
            _ => Err(Text::new(
                format!("--rename 「{rename}」应写作 旧称=新称，如 贫困县=脱贫县"),
                format!("write --rename 「{rename}」 as OLD=NEW, as in 贫困县=脱贫县"),
            )),
        })
        .collect()
}

/// What is read. Nothing is judged, so that the sides are told apart by why their notices are there: the first
/// path is what is looked at, the rest is held against it.
fn options(args: &DiffArgs, old: &Named, new: &Named) -> Options {
    let paths = [old, new].into_iter().filter_map(|side| match side {
        Named::Path(path) => Some(path.clone()),
        _ => None,
    });
    let mut paths: Vec<PathBuf> = paths.collect();
    let first = if paths.is_empty() {
        None
    } else {
        Some(paths.remove(0))
    };
    let mut against = paths;
    if !matches!((old, new), (Named::Path(_), Named::Path(_))) {
        against.extend(args.paths.iter().cloned());
    }
    Options {
        paths: first.into_iter().collect(),
        against,
        ..Options::default()
    }
}

fn sides(corpus: &Corpus, old: &Named, new: &Named) -> (Side, Side) {
    let of_role = |role: Role| -> Side {
        corpus
            .entries()
            .filter(|(_, entry)| entry.role == role)
            .map(|(id, _)| id)
            .collect()
    };
    let find = |side: &Named, role: Role| match side {
        Named::Path(_) => of_role(role),
        Named::Number(number) => of_number(corpus, number),
        Named::Region(region, year) => of_region(corpus, region, *year),
    };
    let old_side = find(old, Role::Reported);
    let role = if matches!(old, Named::Path(_)) {
        Role::Against
    } else {
        Role::Reported
    };
    let mut new_side = find(new, role);
    if new_side.is_empty() && matches!((old, new), (Named::Path(_), Named::Path(_))) {
        // Both are the same file, or copies of one text, which is read once.
        new_side.clone_from(&old_side);
    }
    (old_side, new_side)
}

/// Why a side has no notice.
fn nothing(corpus: &Corpus, side: &Named, old: bool) -> Text {
    let (zh, en) = if old {
        ("旧的一方", "the earlier side")
    } else {
        ("新的一方", "the later side")
    };
    match side {
        Named::Path(path) => {
            let path = path.display();
            Text::new(
                format!("{zh} {path} 里没有公文"),
                format!("{en}, {path}, holds no notice"),
            )
        }
        Named::Number(number) => Text::new(
            format!("没有找到文号 {number}，请核对文号，或在后面写明所在的文件夹"),
            format!("no notice {number} was found; check the number, or name the folder that holds it"),
        ),
        Named::Region(region, year) => {
            let regions = corpus.vocabulary().regions();
            let hint = corpus
                .vocabulary()
                .nearest_region(region)
                .filter(|_| regions.resolve(region, regions.nation()).is_none());
            let (hint_zh, hint_en) = match hint {
                Some(near) => (format!("，是否为 {near}"), format!(", did you mean {near}")),
                None => Default::default(),
            };
            Text::new(
                format!(
                    "没有找到{region} {year} 年度的公文{hint_zh}；请核对地区、年度，或在后面写明所在的文件夹"
                ),
                format!(
                    "no notice of {region} for {year} was found{hint_en}; check both, or name the folder that holds it"
                ),
            )
        }
    }
}

fn refused(corpus: &Corpus, refusal: &Refusal) -> Text {
    let name = |region: RegionId| corpus.vocabulary().regions().get(region).name.clone();
    match refusal {
        Refusal::Empty { .. } => Text::new("没有可比的公文", "there is nothing to compare"),
        Refusal::Years { region, years, old } => {
            let region = name(*region);
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            let (zh, en) = if *old {
                ("旧", "earlier")
            } else {
                ("新", "later")
            };
            let first = years.first().cloned().unwrap_or_default();
            Text::new(
                format!(
                    "{zh}的一方有{region}多个年度的公文：{}；请指明一个年度，如 {region}@{first}",
                    years.join("、")
                ),
                format!(
                    "the {en} side holds notices of {region} for several years, {}; name one, as in {region}@{first}",
                    years.join(", ")
                ),
            )
        }
        Refusal::Above { old, new } => {
            let (old, new) = (name(*old), name(*new));
            Text::new(
                format!(
                    "{old}与{new}是上下级，下级怎样落实上级不是变化；用 duibiao check 新文 --against 旧文 核对"
                ),
                format!(
                    "of {old} and {new} one lies in the other, and how a mandate is answered is no change; use duibiao check NEW --against OLD"
                ),
            )
        }
        Refusal::Strangers { old, new } => {
            let (old, new) = (name(*old), name(*new));
            Text::new(
                format!("两方没有同一地区的公文：旧的一方有{old}，新的一方有{new}"),
                format!("the two sides have no region in common: the earlier has {old}, the later {new}"),
            )
        }
    }
}
