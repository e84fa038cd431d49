use super::*;

fn amount(text: &str) -> (String, Option<Relation>) {
    match at_digit(text, 0).or_else(|| at_numeral(text, 0)) {
        Some(Figure {
            kind: FigureKind::Amount(amount, after),
            ..
        }) => (format!("{}{}", amount.number, amount.unit), after),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn amounts_are_read_with_their_units() {
    for (text, expected) in [
        ("640元，", "640元"),
        ("512元/人·年，", "512元/人·年"),
        ("1,020元", "1020元"),
        ("3.5万元", "3.5万元"),
        ("2百万元", "200万元"),
        ("70%左右", "70%"),
        ("10个百分点", "10个百分点"),
        ("80元/吨", "80元/吨"),
        ("1100万人以上", "1100万人"),
        ("二千元", "2000元"),
        ("百分之七十", "70%"),
        ("三成", "30%"),
        ("30元每人每年", "30元/人·年"),
    ] {
        assert_eq!(amount(text).0, expected, "{text}");
    }
    assert_eq!(amount("97%以上。").1, Some(Relation::AtLeast));
    assert_eq!(amount("70%左右").1, Some(Relation::About));
    assert_eq!(amount("5%以内").1, Some(Relation::AtMost));
}

#[test]
fn ranges_share_what_the_second_end_says() {
    for (text, low, high) in [
        ("2万元—10万元", "2万元", "10万元"),
        ("5至10万元", "5万元", "10万元"),
        ("2万-10万元", "2万元", "10万元"),
        ("10%～20%", "10%", "20%"),
        ("60-80元", "60元", "80元"),
    ] {
        let Some(Figure {
            kind: FigureKind::Range(a, b, _),
            ..
        }) = at_digit(text, 0)
        else {
            panic!("{text}: {:?}", at_digit(text, 0));
        };
        assert_eq!(format!("{}{}", a.number, a.unit), low);
        assert_eq!(format!("{}{}", b.number, b.unit), high);
    }
}

#[test]
fn dates_keep_what_is_written() {
    let date = |text: &str| match at_digit(text, 0) {
        Some(Figure {
            kind: FigureKind::Date(words, mark),
            core,
            ..
        }) => (words, mark, text[core].to_owned()),
        other => panic!("{text}: {other:?}"),
    };
    let (words, mark, core) = date("2023年12月底前，");
    assert_eq!((words.year, words.month, words.end), (Some(2023), Some(12), true));
    assert_eq!((mark, core.as_str()), (DateMark::Before, "2023年12月底"));
    assert_eq!(date("9月15日前").0.day, Some(15));
    assert_eq!(date("2023年9月1日起").1, DateMark::From);
    assert!(date("2024年度居民").0.annual);
}

#[test]
fn the_grammar_is_asked_wherever_a_numeral_has_a_unit() {
    let grammar = include_str!("../../../grammar/prose.pest");
    let mut words = 0;
    for rule in ["magnitude", "yuan", "percent", "points", "duration", "count"] {
        let body = grammar.split(&format!("\n{rule} ")).nth(1).unwrap();
        let body = &body[..body.find('}').unwrap()];
        // What must not follow a unit is none.
        let units: String = body
            .split("!(")
            .enumerate()
            .map(|(index, piece)| match index {
                0 => piece,
                _ => piece.split_once(')').unwrap().1,
            })
            .collect();
        for word in units.split('"').skip(1).step_by(2) {
            let first = word.chars().next().unwrap();
            assert!(
                numeral::is_numeral(first) || BEHIND_NUMERALS.contains(&first),
                "{word}"
            );
            words += 1;
        }
    }
    assert!(words > 80);
    for text in [
        "三成",
        "三至五年",
        "百分之七十",
        "千分之三",
        "二百万元",
        "十个百分点",
    ] {
        assert!(at_numeral(text, 0).is_some(), "{text}");
    }
}

#[test]
fn an_amount_is_the_same_by_either_way() {
    for text in [
        "640元，",
        "512元/人·年，",
        "1,020元",
        "3万人以上，",
        "15个工作日内完成",
        "100%。",
        "2023",
        "12、",
    ] {
        assert!(is_amount(text), "{text}");
        assert_eq!(at_digit(text, 0), read(text, 0, Rule::figure), "{text}");
    }
    for text in ["2023年，", "9月", "6:4", "1.5万元", "2万元—10万元", "2021/5/1"] {
        assert!(!is_amount(text), "{text}");
    }
}

#[test]
fn ratios_and_times_are_told_apart() {
    assert!(matches!(
        at_digit("6:4，其他", 0).map(|f| f.kind),
        Some(FigureKind::Ratio(parts)) if parts.len() == 2
    ));
    assert!(matches!(
        at_digit("2021—2025年", 0).map(|f| f.kind),
        Some(FigureKind::Years(2021, 2025))
    ));
}
