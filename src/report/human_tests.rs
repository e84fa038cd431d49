//! What a finding looks like, to the column.

use super::*;
use crate::diagnostic::{Step, Text};
use crate::report::Summary;
use crate::source::FileId;

/// The words in `text`, as a span of `file`.
fn at(sources: &Sources, file: FileId, words: &str) -> Span {
    let text = sources.get(file).unwrap().text();
    let start = text.find(words).unwrap();
    Span::new(file, start, start + words.len())
}

fn one(path: &str, text: &str) -> (Sources, FileId) {
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new(path, text));
    (sources, file)
}

fn shown_in(sources: &Sources, diagnostics: &[Diagnostic], language: Language, look: Look) -> String {
    let report = Report {
        sources,
        diagnostics,
        summary: Summary::default(),
        unreadable: &[],
        language,
        rules: &[],
        denied: Severity::Error,
    };
    let mut out = Vec::new();
    write(&report, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn shown(sources: &Sources, diagnostic: Diagnostic) -> String {
    shown_in(sources, &[diagnostic], Language::Chinese, Look::default())
}

/// The words that stand above each underline, found by display columns.
fn underlined(output: &str) -> Vec<String> {
    let lines: Vec<&str> = output.lines().collect();
    let mut found = Vec::new();
    for pair in lines.windows(2) {
        let Some((gutter, marks)) = pair[1].split_once("· ") else {
            continue;
        };
        if !gutter.trim().is_empty() || !pair[0].contains("│ ") || pair[0].contains('·') {
            continue;
        }
        let offset = width(gutter) + 2;
        let columns: Vec<char> = pair[0]
            .chars()
            .flat_map(|c| std::iter::once(c).chain((1..width(&c.to_string())).map(|_| '\0')))
            .collect();
        let mut words = String::new();
        for (column, mark) in marks.chars().chain([' ']).enumerate() {
            if "─┬▲".contains(mark) {
                words.push(columns.get(offset + column).copied().unwrap_or('$'));
            } else if !words.is_empty() {
                found.push(std::mem::take(&mut words).replace('\0', ""));
            }
        }
    }
    found
}

#[test]
fn a_finding_looks_as_designed() {
    let mut lines = vec![""; 11];
    lines.push("    中央财政 = 80%");
    lines.push("    地方财政 = 128元");
    lines.push("    地方财政（2023年，脱贫县） = 自治区财政 96元 + 县级财政 33元");
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("drafts/qingping-2023-5.notice", lines.join("\n")));
    let above = sources.add(SourceFile::new("national-2023-24.notice", lines.join("\n")));
    let step = |text: &str, span, notice: Option<&str>| Step {
        text: Text::same(text),
        span,
        notice: notice.map(str::to_owned),
    };
    let local = at(&sources, file, "128元");
    let finding = Diagnostic::new(
        "sum-mismatch",
        at(&sources, file, "县级财政 33元"),
        Text::new("96 + 33 = 129，应为 128", "96 + 33 = 129, should be 128"),
    )
    .label(Text::new("多 1 元", "1 yuan too many"))
    .help(Text::new(
        "县级财政为 32 元时等式成立",
        "32 yuan from the county would do",
    ))
    .derivation(vec![
        step("地方财政 128元\n= 财政补助 640元 − 中央财政 512元", local, None),
        step(
            "中央财政 512元 = 80% × 640元",
            at(&sources, above, "80%"),
            Some("医保发〔2023〕24号"),
        ),
    ]);
    let diagnostics = [finding];
    insta::assert_snapshot!(shown_in(&sources, &diagnostics, Language::Chinese, Look::default()), @r"
    × sum-mismatch: 96 + 33 = 129，应为 128
        ╭─[drafts/qingping-2023-5.notice:14:35]
     14 │     地方财政（2023年，脱贫县） = 自治区财政 96元 + 县级财政 33元
        ·                                                    ──────┬──────
        ·                                                          ╰── 多 1 元
        ╰────
      推导  地方财政 128元                       drafts/qingping-2023-5.notice:13
            = 财政补助 640元 − 中央财政 512元    drafts/qingping-2023-5.notice:13
            中央财政 512元 = 80% × 640元         医保发〔2023〕24号 · national-2023-24.notice:12
      帮助  县级财政为 32 元时等式成立（duibiao explain sum-mismatch）

    0 个公文，0 条陈述：1 个错误，0 个警告，0 个提示
    ");
    insta::assert_snapshot!(shown_in(&sources, &diagnostics, Language::English, Look::default()), @r"
    × sum-mismatch: 96 + 33 = 129, should be 128
        ╭─[drafts/qingping-2023-5.notice:14:35]
     14 │     地方财政（2023年，脱贫县） = 自治区财政 96元 + 县级财政 33元
        ·                                                    ──────┬──────
        ·                                                          ╰── 1 yuan too many
        ╰────
      because  地方财政 128元                       drafts/qingping-2023-5.notice:13
               = 财政补助 640元 − 中央财政 512元    drafts/qingping-2023-5.notice:13
               中央财政 512元 = 80% × 640元         医保发〔2023〕24号 · national-2023-24.notice:12
      help     32 yuan from the county would do (duibiao explain sum-mismatch)

    0 notices, 0 statements: 1 error, 0 warnings, 0 infos
    ");
    let output = shown_in(&sources, &diagnostics, Language::Chinese, Look::default());
    assert_eq!(underlined(&output), ["县级财政 33元"]);
}

#[test]
fn levels_have_their_signs_and_no_help_still_names_the_rule() {
    let (sources, file) = one("a.notice", "财政补助");
    let span = Span::new(file, 0, 12);
    let finding = |level| Diagnostic::new("rule-name", span, Text::same("甲")).severity(level);
    let warning = shown(&sources, finding(Severity::Warning));
    assert!(warning.starts_with("⚠ rule-name: 甲\n"), "{warning}");
    assert!(
        warning.contains("  帮助  duibiao explain rule-name\n"),
        "{warning}"
    );
    assert!(shown(&sources, finding(Severity::Info)).starts_with("☞ rule-name: 甲\n"));
}

#[test]
fn tabs_are_spaces_and_columns_still_agree() {
    let (sources, file) = one("a.notice", "\t财政\t补助 = 640元");
    let output = shown(
        &sources,
        Diagnostic::new("r", at(&sources, file, "补助"), Text::same("")),
    );
    assert_eq!(underlined(&output), ["补助"]);
    assert!(output.contains("a.notice:1:5"), "{output}");
}

#[test]
fn a_place_without_length_is_an_arrow_wherever_it_is() {
    let text = "财政补助\n地方";
    let (sources, file) = one("a.notice", text);
    for (offset, place, word) in [
        (0, "1:1", "财"),
        (6, "1:3", "补"),
        (12, "1:5", "$"),
        (19, "2:3", "$"),
    ] {
        let finding =
            Diagnostic::new("r", Span::new(file, offset, offset), Text::same("")).label(Text::same("缺"));
        let output = shown(&sources, finding);
        assert!(output.contains(&format!("[a.notice:{place}]")), "{output}");
        assert!(output.contains("╰── 缺"), "{output}");
        assert_eq!(underlined(&output), [word], "{output}");
    }
    let (sources, file) = one("empty.notice", "");
    let output = shown(
        &sources,
        Diagnostic::new("r", Span::new(file, 0, 0), Text::same("空")),
    );
    assert!(
        output.contains("[empty.notice:1:1]") && output.contains('▲'),
        "{output}"
    );
}

#[test]
fn a_place_at_the_end_of_the_file_and_one_past_it_are_shown() {
    let (sources, file) = one("a.notice", "财政补助\r\n地方财政 = 33元");
    let output = shown(
        &sources,
        Diagnostic::new("r", at(&sources, file, "33元"), Text::same("")),
    );
    assert_eq!(underlined(&output), ["33元"]);
    let output = shown(
        &sources,
        Diagnostic::new("r", Span::new(file, 13, 9999), Text::same("")),
    );
    // Byte 13 is inside the carriage return and line end of the first line.
    assert!(!output.contains("Failed"), "{output}");
}

#[test]
fn two_places_on_one_line_share_a_snippet() {
    let (sources, file) = one("a.notice", "自治区财政 96元 + 县级财政 33元");
    let finding = Diagnostic::new("r", at(&sources, file, "33元"), Text::same("甲"))
        .label(Text::same("多 1 元"))
        .related(at(&sources, file, "96元"), Text::same("此处不变"));
    insta::assert_snapshot!(shown(&sources, finding), @r"
    × r: 甲
       ╭─[a.notice:1:18]
     1 │ 自治区财政 96元 + 县级财政 33元
       ·            ──┬─            ──┬─
       ·              │               ╰── 多 1 元
       ·              ╰── 此处不变
       ╰────
      帮助  duibiao explain r

    0 个公文，0 条陈述：1 个错误，0 个警告，0 个提示
    ");
}

#[test]
fn crossing_places_are_not_drawn_beside_their_words() {
    let (sources, file) = one("a.notice", "自治区财政 96元 + 县级财政 33元");
    let finding = Diagnostic::new("r", at(&sources, file, "33元"), Text::same("甲"))
        .related(at(&sources, file, "县级财政 33元"), Text::same("整项"))
        .related(at(&sources, file, "33元"), Text::same("同处"));
    let output = shown(&sources, finding);
    assert_eq!(underlined(&output), ["33元", "县级财政 33元"], "{output}");
    assert!(output.contains("╰── 同处"), "{output}");
}

#[test]
fn places_in_other_files_or_far_away_follow_under_a_heading() {
    let mut sources = Sources::new();
    let far = format!("甲项 1元\n乙项 2元\n{}丙项 3元", "\n".repeat(40));
    let file = sources.add(SourceFile::new("a.notice", far));
    let other = sources.add(SourceFile::new("b.notice", "丁项 4元"));
    let finding = Diagnostic::new("r", at(&sources, file, "2元"), Text::same("甲"))
        .label(Text::same("主"))
        .related(at(&sources, other, "4元"), Text::same("另一文件"))
        .related(at(&sources, file, "1元"), Text::same("近"))
        .related(at(&sources, file, "3元"), Text::same("远"));
    insta::assert_snapshot!(shown(&sources, finding), @r"
    × r: 甲
       ╭─[a.notice:2:4]
     1 │ 甲项 1元
       ·      ─┬─
       ·       ╰── 近
     2 │ 乙项 2元
       ·      ─┬─
       ·       ╰── 主
       ╰────
      另见
       ╭─[b.notice:1:4]
     1 │ 丁项 4元
       ·      ─┬─
       ·       ╰── 另一文件
       ╰────
        ╭─[a.notice:43:4]
     43 │ 丙项 3元
        ·      ─┬─
        ·       ╰── 远
        ╰────
      帮助  duibiao explain r

    0 个公文，0 条陈述：1 个错误，0 个警告，0 个提示
    ");
}

#[test]
fn a_place_of_several_lines_has_a_bracket() {
    let (sources, file) = one("a.notice", "甲\n乙 = 1\n丙 = 2\n丁 = 3\n戊");
    let text = sources.get(file).unwrap().text();
    let (start, end) = (text.find('乙').unwrap(), text.find('戊').unwrap());
    let finding =
        Diagnostic::new("r", Span::new(file, start, end), Text::same("甲")).label(Text::same("重复"));
    insta::assert_snapshot!(shown(&sources, finding), @r"
    × r: 甲
       ╭─[a.notice:2:1]
     2 │ ╭─▶ 乙 = 1
     3 │ │   丙 = 2
     4 │ ├─▶ 丁 = 3
       · ╰──── 重复
       ╰────
      帮助  duibiao explain r

    0 个公文，0 条陈述：1 个错误，0 个警告，0 个提示
    ");
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let text = format!(
        "{}县级财政 33元{}",
        "财政补助。".repeat(4000),
        "地方财政。".repeat(4000)
    );
    let (sources, file) = one("a.txt", &text);
    let finding = Diagnostic::new("r", at(&sources, file, "33元"), Text::same("")).label(Text::same("多"));
    for width in [None, Some(80), Some(3)] {
        let look = Look {
            width,
            ..Look::default()
        };
        let output = shown_in(&sources, std::slice::from_ref(&finding), Language::Chinese, look);
        assert_eq!(underlined(&output), ["33元"], "{output}");
        assert!(output.contains("[a.txt:1:20006]"), "{output}");
        let widest = output.lines().map(super::width).max().unwrap();
        assert!(widest <= width.unwrap_or(180).max(50), "{widest}");
    }
    let whole = Diagnostic::new("r", Span::new(file, 0, text.len()), Text::same(""));
    assert!(shown(&sources, whole).len() < 2000);
}

#[test]
fn what_a_file_holds_cannot_steer_the_terminal() {
    let (sources, file) = one("a\u{1b}[2J.notice", "财政\u{1b}[31m补助\r = 640元");
    let finding = Diagnostic::new("r", at(&sources, file, "640元"), Text::same("\u{1b}[2J"));
    let output = shown(&sources, finding);
    assert!(!output.contains('\u{1b}') && !output.contains('\r'), "{output}");
    assert_eq!(underlined(&output), ["640元"]);
}

#[test]
fn colours_come_only_when_asked_for() {
    let (sources, file) = one("a.notice", "县级财政 33元");
    let finding = Diagnostic::new("r", at(&sources, file, "33元"), Text::same("甲"));
    let look = Look {
        colour: true,
        ..Look::default()
    };
    let coloured = shown_in(&sources, std::slice::from_ref(&finding), Language::Chinese, look);
    assert!(
        coloured.starts_with("\u{1b}[31;1m× r\u{1b}[0m: 甲\n"),
        "{coloured:?}"
    );
    assert!(!shown(&sources, finding).contains('\u{1b}'));
}

#[test]
fn many_related_places_are_named_in_short() {
    let lines: Vec<String> = (0..40).map(|n| format!("第{n}项\n\n\n\n")).collect();
    let (sources, file) = one("a.notice", &lines.concat());
    let mut finding = Diagnostic::new("r", at(&sources, file, "第0项"), Text::same("甲"));
    for n in 1..40 {
        finding = finding.related(
            at(&sources, file, &format!("第{n}项")),
            Text::same(format!("此{n}")),
        );
    }
    let output = shown(&sources, finding);
    assert_eq!(output.matches("╭─[").count(), SNIPPETS);
    assert!(output.contains("    a.notice:157:1  此39\n"), "{output}");
}

#[test]
fn every_span_of_a_text_can_be_shown() {
    let text = "甲\t乙\r\n\r\n丙\u{200b}丁\r戊\n";
    let (sources, file) = one("a.notice", text);
    for start in 0..=text.len() + 2 {
        for end in 0..=text.len() + 2 {
            let span = Span::new(file, start, end);
            let other = Span::new(file, end, start);
            let finding = Diagnostic::new("r", span, Text::same(""))
                .label(Text::same("子"))
                .related(other, Text::same("丑"))
                .related(Span::new(file, start / 2, end), Text::same("寅"));
            let output = shown(&sources, finding);
            assert!(output.contains("╭─[a.notice:"), "{start}..{end}: {output}");
            assert!(!output.contains("Failed"), "{start}..{end}: {output}");
        }
    }
}

#[test]
fn the_last_line_sums_up_in_both_languages() {
    let (sources, file) = one("a.notice", "甲");
    let diagnostics = [Diagnostic::new("r", Span::new(file, 0, 3), Text::same(""))];
    let mut report = Report {
        sources: &sources,
        diagnostics: &diagnostics,
        summary: Summary {
            texts: 0,
            left_aside: 0,
            notices: 3,
            statements: 120,
            evidence_verified: 100,
            evidence_unverified: 20,
            evidence_missing: 0,
            ..Summary::default()
        },
        unreadable: &[],
        language: Language::Chinese,
        rules: &[],
        denied: Severity::Error,
    };
    assert_eq!(
        summary(&report),
        "3 个公文，120 条陈述：1 个错误，0 个警告，0 个提示；证据核实 100 条，未核实 20 条"
    );
    report.language = Language::English;
    report.summary.evidence_missing = 2;
    assert_eq!(
        summary(&report),
        "3 notices, 120 statements: 1 error, 0 warnings, 0 infos; evidence: 100 verified, 20 unverified, 2 missing"
    );
    report.summary = Summary::default();
    assert_eq!(
        summary(&report),
        "0 notices, 0 statements: 1 error, 0 warnings, 0 infos"
    );
}
