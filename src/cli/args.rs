//! What may stand on the command line.
//!
//! Help is read by people of both languages, before `--lang` is known: each line is in both.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::diagnostic::{Language, Severity};
use crate::report;

const TEMPLATE: &str = "{about-with-newline}\n用法 · Usage: {usage}\n\n{all-args}{after-help}\n";

/// 对标：核对政策公文 · Checks Chinese policy notices against themselves and against the mandates above them
#[derive(Debug, Parser)]
#[command(
    name = "duibiao",
    version,
    help_template = TEMPLATE,
    subcommand_help_heading = "命令 · Commands",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// 配置文件，默认为所查文件夹或其上级的 duibiao.ron · Configuration, the nearest duibiao.ron unless given
    #[arg(
        long,
        value_name = "FILE",
        global = true,
        display_order = 990,
        help_heading = "选项 · Options"
    )]
    pub config: Option<PathBuf>,

    /// 不用配置文件 · Use no configuration
    #[arg(
        long,
        global = true,
        conflicts_with = "config",
        display_order = 991,
        help_heading = "选项 · Options"
    )]
    pub no_config: bool,

    /// 显示帮助 · Show help
    #[arg(long, short, global = true, action = ArgAction::Help, display_order = 1000, help_heading = "选项 · Options")]
    help: Option<bool>,

    /// 显示版本 · Show the version
    #[arg(long, short = 'V', action = ArgAction::Version, display_order = 1001, help_heading = "选项 · Options")]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
#[command(next_help_heading = "选项 · Options")]
pub enum Command {
    /// 检查公文或其摘录 · Check notices or extracts of them
    #[command(help_template = TEMPLATE)]
    Check(CheckArgs),

    /// 由公文正文写出摘录，供人核对 · Write the extract of a notice's text, for a person to review
    #[command(help_template = TEMPLATE)]
    Extract(ExtractArgs),

    /// 整理摘录的版式 · Lay extracts out in the one canonical way
    #[command(help_template = TEMPLATE)]
    Fmt(FmtArgs),

    /// 列出所有规则 · List all rules
    #[command(help_template = TEMPLATE)]
    Rules(RulesArgs),

    /// 说明一条规则 · Explain a rule
    #[command(help_template = TEMPLATE)]
    Explain(ExplainArgs),

    /// 把陈述列成表 · List all typed statements as a table
    #[command(help_template = TEMPLATE)]
    Facts(FactsArgs),

    /// 逐项列出对上级要求的回应 · Show how each notice meets each mandate above it
    #[command(help_template = TEMPLATE)]
    Coverage(CoverageArgs),

    /// 列出两份公文、或一地两年之间的变化 · List what changed between two notices, or two years of a region
    #[command(help_template = TEMPLATE, after_help = DIFF_HELP)]
    Diff(DiffArgs),

    /// 假设上级另有规定，看哪些公文因此不符 · Suppose a mandate, and see which notices would break
    #[command(help_template = TEMPLATE, after_help = IMPACT_HELP)]
    Impact(ImpactArgs),

    /// 说明一个数从何而来 · Show how a value follows from which statements
    #[command(help_template = TEMPLATE)]
    Why(WhyArgs),

    /// 新建配置和第一份摘录 · Write a configuration and a first extract
    #[command(help_template = TEMPLATE)]
    Init(InitArgs),

    /// 输出手册页 · Write the manual page
    #[command(help_template = TEMPLATE)]
    Man,

    /// 生成命令行补全 · Write completions for a shell
    #[command(help_template = TEMPLATE)]
    Completions(CompletionsArgs),
}

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct CheckArgs {
    /// 公文（.txt、.md）、摘录（.notice）或文件夹 · Notices (.txt, .md), extracts (.notice) or folders
    #[arg(value_name = "PATH", default_value = ".", help_heading = "参数 · Arguments")]
    pub paths: Vec<PathBuf>,

    /// 输出格式 · Output format
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats())]
    pub format: String,

    /// 另把一种格式写入文件，可多次使用 · Write a format into a file as well; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output)]
    pub output: Vec<(String, PathBuf)>,

    /// 输出语言 · Language of the output
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,

    /// 达到此级别时退出状态为 1，默认 error · Level at which the exit status is 1, error unless given
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub deny: Option<Level>,

    /// 只用这些规则，以逗号分隔 · Hear only these rules, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,

    /// 不用这些规则，以逗号分隔 · Leave these rules out, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// 作为上级要求的公文，本身不受检查 · Notices held as mandates and not reported on
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,

    /// 不用程序自带的国家公文 · Leave out the national notices inside the program
    #[arg(long)]
    pub no_builtin: bool,

    /// 摘录所据原文所在的文件夹 · Folders where extracts find their texts
    #[arg(long, value_name = "DIR")]
    pub sources: Vec<PathBuf>,

    /// 基线：其中的发现不再报告 · Baseline, whose findings are not reported
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// 把现有的发现都写入基线 · Write all findings there are into the baseline
    #[arg(long, conflicts_with_all = ["select", "ignore"])]
    pub write_baseline: bool,

    /// 从基线中删去不再出现的发现 · Take what no longer occurs out of the baseline
    #[arg(long, conflicts_with_all = ["select", "ignore", "write_baseline"])]
    pub prune_baseline: bool,

    /// 改正机械而确定的错误，不动数字和日期 · Mend what is mechanical and certain, never a figure or a date
    #[arg(long)]
    pub fix: bool,

    /// 列出 --fix 会作的改动，不写文件 · Show what --fix would change, and write nothing
    #[arg(long, conflicts_with = "fix")]
    pub diff: bool,

    /// 按规则、文件和级别计数，不逐条列出 · Count findings by rule, file and level instead of listing them (human)
    #[arg(long)]
    pub statistics: bool,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct InitArgs {
    /// 文件夹，默认为当前的 · Folder, the current one unless given
    #[arg(value_name = "DIR", default_value = ".", help_heading = "参数 · Arguments")]
    pub path: PathBuf,

    /// 输出语言 · Language of the output
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `extract`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct ExtractArgs {
    /// 公文（.txt、.md）或文件夹 · Notices (.txt, .md) or folders
    #[arg(value_name = "NOTICE", required = true, help_heading = "参数 · Arguments")]
    pub paths: Vec<PathBuf>,

    /// 摘录写入的文件夹，默认与公文同处 · Folder for the extracts, that of the notice unless given
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,

    /// 写到标准输出，限一份公文 · Write to standard output; one notice only
    #[arg(long, conflicts_with = "output")]
    pub stdout: bool,

    /// 覆盖内容不同的摘录 · Overwrite an extract that differs
    #[arg(long)]
    pub force: bool,

    /// 只核对已有摘录与公文，不写文件 · Hold the extracts there are against the notices and write nothing
    #[arg(long, conflicts_with_all = ["output", "stdout", "force"])]
    pub check: bool,

    /// 输出语言 · Language of the output
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `fmt`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct FmtArgs {
    /// 摘录（.notice）或文件夹 · Extracts (.notice) or folders
    #[arg(value_name = "PATH", default_value = ".", help_heading = "参数 · Arguments")]
    pub paths: Vec<PathBuf>,

    /// 只列出须整理的文件，不改动 · Only name the files that would change
    #[arg(long)]
    pub check: bool,
}

/// Arguments of `rules`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct RulesArgs {
    /// 输出格式 · Output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: RulesFormat,

    /// 输出语言 · Language of the output
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct ExplainArgs {
    /// 规则名 · Name of the rule
    #[arg(value_name = "RULE", help_heading = "参数 · Arguments")]
    pub rule: String,

    /// 输出语言 · Language of the output
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,
}

/// Arguments of `facts`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct FactsArgs {
    /// 公文（.txt、.md）、摘录（.notice）或文件夹 · Notices (.txt, .md), extracts (.notice) or folders
    #[arg(value_name = "PATH", default_value = ".", help_heading = "参数 · Arguments")]
    pub paths: Vec<PathBuf>,

    /// 输出格式 · Output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: FactsFormat,

    /// 输出语言 · Language of the output
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,

    /// 不用程序自带的国家公文 · Leave out the national notices inside the program
    #[arg(long)]
    pub no_builtin: bool,
}

/// Arguments of `coverage`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct CoverageArgs {
    /// 公文（.txt、.md）、摘录（.notice）或文件夹 · Notices (.txt, .md), extracts (.notice) or folders
    #[arg(value_name = "PATH", default_value = ".", help_heading = "参数 · Arguments")]
    pub paths: Vec<PathBuf>,

    /// 输出格式 · Output format
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = coverage_formats())]
    pub format: String,

    /// 写入的文件，默认写到标准输出 · File to write, standard output unless given
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// 输出语言 · Language of the output
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,

    /// 作为上级要求的公文，本身不列为下级 · Notices held as mandates and not shown as notices below
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,

    /// 不用程序自带的国家公文 · Leave out the national notices inside the program
    #[arg(long)]
    pub no_builtin: bool,

    /// 摘录所据原文所在的文件夹 · Folders where extracts find their texts
    #[arg(long, value_name = "DIR")]
    pub sources: Vec<PathBuf>,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct DiffArgs {
    /// 旧的一方：文件、文件夹、文号或 地区@年度 · The earlier side: a file, a folder, a 文号 or 地区@年度
    #[arg(value_name = "OLD", help_heading = "参数 · Arguments")]
    pub old: OsString,

    /// 新的一方 · The later side
    #[arg(value_name = "NEW", help_heading = "参数 · Arguments")]
    pub new: OsString,

    /// 查找文号、地区@年度 的文件或文件夹 · Where a 文号 or 地区@年度 is looked for
    #[arg(value_name = "PATH", default_value = ".", help_heading = "参数 · Arguments")]
    pub paths: Vec<PathBuf>,

    /// 输出格式 · Output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: DiffFormat,

    /// 输出语言 · Language of the output
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,

    /// 旧称=新称，可多次使用 · A term and the one that follows it; may be given several times
    #[arg(long, value_name = "旧=新")]
    pub rename: Vec<String>,

    /// 不变的、重申的也列出 · List what did not change, and what is restated, as well
    #[arg(long)]
    pub all: bool,
}

/// What stands below the help of `diff`.
const DIFF_HELP: &str = "\
例 · Examples:
  duibiao diff 2022.txt 2023.notice
  duibiao diff 广西@2022 广西@2023 corpus
  duibiao diff 桂医保发〔2019〕23号 桂医保发〔2023〕32号 corpus
  duibiao diff --rename 非贫困县=其他县 2019.notice 2023.notice

退出状态：0 已比较（有无变化都是），2 用法有误或读不了
Exit status: 0 compared, whether anything changed or not; 2 wrong usage or input that could not be read";

/// Arguments of `impact`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct ImpactArgs {
    /// 假设的陈述，按摘录的写法 · The statement that is supposed, in the language of extracts
    #[arg(value_name = "STATEMENT", help_heading = "参数 · Arguments")]
    pub statement: String,

    /// 公文（.txt、.md）、摘录（.notice）或文件夹 · Notices (.txt, .md), extracts (.notice) or folders
    #[arg(value_name = "PATH", default_value = ".", help_heading = "参数 · Arguments")]
    pub paths: Vec<PathBuf>,

    /// 由哪一地区规定，默认为全国 · The region that says so, the nation unless given
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,

    /// 输出格式 · Output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: ImpactFormat,

    /// 输出语言 · Language of the output
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,

    /// 作为上级要求的公文，本身不受检查 · Notices held as mandates and not reported on
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,

    /// 不用程序自带的国家公文 · Leave out the national notices inside the program
    #[arg(long)]
    pub no_builtin: bool,
}

/// What stands below the help of `impact`.
const IMPACT_HELP: &str = "\
例 · Examples:
  duibiao impact '财政补助（2024年） ≥ 670元/人·年' corpus
  duibiao impact --region 广西 '个人缴费（2024年） ≥ 400元/人·年' corpus

什么也不写入。没有该年度公文的地区，按最近一份公文保持不变来判断
Nothing is written. Regions without a notice for that year are judged as if their latest one stayed unchanged

退出状态：0 已判断（有无不符都是），2 用法有误、陈述读不懂或文件读不了
Exit status: 0 judged, whether anything breaks or not; 2 wrong usage, or a statement or input that could not be read";

/// Arguments of `why`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项 · Options")]
pub struct WhyArgs {
    /// 事项（年份，地区）、事项·承担方（…）或承担方 · Item（year，place）, item·bearer（…）, or a bearer
    #[arg(value_name = "SUBJECT", help_heading = "参数 · Arguments")]
    pub subject: String,

    /// 公文（.txt、.md）、摘录（.notice）或文件夹 · Notices (.txt, .md), extracts (.notice) or folders
    #[arg(value_name = "PATH", default_value = ".", help_heading = "参数 · Arguments")]
    pub paths: Vec<PathBuf>,

    /// 输出格式 · Output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: WhyFormat,

    /// 输出语言 · Language of the output
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: Lang,

    /// 作为上级要求的公文，只作依据 · Notices held as mandates, which are rested on and not asked
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,

    /// 不用程序自带的国家公文 · Leave out the national notices inside the program
    #[arg(long)]
    pub no_builtin: bool,

    /// 摘录所据原文所在的文件夹 · Folders where extracts find their texts
    #[arg(long, value_name = "DIR")]
    pub sources: Vec<PathBuf>,
}

/// `why --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum WhyFormat {
    /// 供人阅读 · For people
    #[default]
    Human,
    /// 供程序读取 · For programs
    Json,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// 命令行外壳 · The shell
    #[arg(value_name = "SHELL", value_enum, help_heading = "参数 · Arguments")]
    pub shell: Shell,
}

/// `--lang`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Lang {
    /// 中文 · Chinese
    #[default]
    Zh,
    /// 英文 · English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Language::Chinese,
            Lang::En => Language::English,
        }
    }
}

/// `--deny`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Level {
    /// 错误 · Wrong
    #[default]
    Error,
    /// 警告 · Worth a look before publication
    Warning,
    /// 提示 · Worth knowing
    Info,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
        }
    }
}

/// `rules --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum RulesFormat {
    /// 供人阅读 · For people
    #[default]
    Human,
    /// 规则手册 · The reference of all rules
    Markdown,
    /// 供程序读取 · For programs
    Json,
}

/// `facts --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum FactsFormat {
    /// 供程序读取 · For programs
    #[default]
    Json,
    /// 供电子表格 · For spreadsheets
    Csv,
}

/// `diff --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DiffFormat {
    /// 供人阅读 · For people
    #[default]
    Human,
    /// 供程序读取 · For programs
    Json,
    /// 供写入文档 · For documents
    Markdown,
    /// 供电子表格 · For spreadsheets
    Csv,
}

/// `impact --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ImpactFormat {
    /// 供人阅读 · For people
    #[default]
    Human,
    /// 供程序读取 · For programs
    Json,
    /// 供写入文档 · For documents
    Markdown,
}

/// `FORMAT=FILE`.
fn output(words: &str) -> Result<(String, PathBuf), String> {
    let parts = words.split_once('=').filter(|(_, file)| !file.is_empty());
    let Some((format, file)) = parts else {
        return Err("写成 FORMAT=FILE · write FORMAT=FILE".to_owned());
    };
    if report::Format::named(format).is_none() {
        let known: Vec<&str> = report::FORMATS.iter().map(|format| format.name).collect();
        return Err(format!(
            "没有格式 · there is no format {format}: {}",
            known.join(", ")
        ));
    }
    Ok((format.to_owned(), PathBuf::from(file)))
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(report::FORMATS.iter().map(|format| format.name))
}

fn coverage_formats() -> PossibleValuesParser {
    PossibleValuesParser::new(
        report::coverage::COVERAGE_FORMATS
            .iter()
            .map(|format| format.name),
    )
}
