//! Typed statements as a table, for programs and spreadsheets.

use std::io;

use serde::{Serialize, Serializer};

use super::json::Place;
use crate::source::{Sources, Span};

/// One typed statement, or one labelled part of a sum, in words and exact decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// 文号 of the notice.
    pub notice: Option<String>,
    /// Region that issued it.
    pub region: Option<String>,
    /// Day of issue, ISO.
    pub issued: Option<String>,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// What kind of statement: `bound`, `part`, `share`, …
    pub kind: &'static str,
    /// What it is about.
    pub item: Option<String>,
    /// Who bears it.
    pub bearer: Option<String>,
    /// The year it is for.
    pub year: Option<i32>,
    /// The groups it is for.
    pub groups: Vec<String>,
    /// `=`, `>=`, …
    pub relation: Option<String>,
    /// The value, exact.
    pub value: Option<String>,
    /// Its unit.
    pub unit: Option<String>,
    /// How binding it is.
    pub force: Option<String>,
    /// The statement in the extract language.
    pub text: String,
    /// How sure the reading is: `sure` for extracts, and `unsure` or `unnamed` for some of what texts state.
    pub sureness: &'static str,
    /// Where it is stated.
    #[serde(skip)]
    pub span: Span,
}

#[derive(Serialize)]
struct Placed<'a> {
    #[serde(flatten)]
    fact: &'a Fact,
    #[serde(flatten)]
    place: Place<'a>,
}

struct Rows<'a>(&'a [Fact], &'a Sources);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Rows(facts, sources) = self;
        serializer.collect_seq(facts.iter().map(|fact| Placed {
            fact,
            place: Place::new(fact.span, sources),
        }))
    }
}

/// Writes one JSON array with an object for each fact, and a line end.
///
/// # Errors
/// Those of `out`.
pub fn write_json(facts: &[Fact], sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    serde_json::to_writer(&mut out, &Rows(facts, sources)).map_err(io::Error::from)?;
    io::Write::write_all(&mut out, b"\n")?;
    io::Write::flush(&mut out)
}

/// Writes a header and one row for each fact; groups are joined with 、 and a place is its start.
///
/// # Errors
/// Those of `out`.
pub fn write_csv(facts: &[Fact], sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "notice", "region", "issued", "heading", "kind", "item", "bearer", "year", "groups", "relation",
        "value", "unit", "force", "text", "sureness", "file", "line", "column",
    ])
    .map_err(io_error)?;
    for fact in facts {
        let place = Place::new(fact.span, sources);
        let (line, column) = place.start();
        let year = fact.year.map(|year| year.to_string());
        let or_empty = |cell: &'_ Option<String>| cell.clone().unwrap_or_default();
        rows.write_record([
            or_empty(&fact.notice),
            or_empty(&fact.region),
            or_empty(&fact.issued),
            or_empty(&fact.heading),
            fact.kind.to_owned(),
            or_empty(&fact.item),
            or_empty(&fact.bearer),
            or_empty(&year),
            fact.groups.join("、"),
            or_empty(&fact.relation),
            or_empty(&fact.value),
            or_empty(&fact.unit),
            or_empty(&fact.force),
            fact.text.clone(),
            fact.sureness.to_owned(),
            place.file().to_owned(),
            line.to_string(),
            column.to_string(),
        ])
        .map_err(io_error)?;
    }
    rows.flush()
}

/// The error of the writer itself, so that a closed pipe is still known as one.
pub(super) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    fn one() -> (Sources, Vec<Fact>) {
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new("a.notice", "甲\n财政补助 >= 640元"));
        let fact = Fact {
            notice: Some("桂医保发〔2023〕32号".into()),
            region: Some("广西壮族自治区".into()),
            issued: Some("2023-08-24".into()),
            heading: None,
            kind: "bound",
            item: Some("财政补助".into()),
            bearer: None,
            year: Some(2023),
            groups: vec!["脱贫县".into(), "学生".into()],
            relation: Some(">=".into()),
            value: Some("640".into()),
            unit: Some("元/人·年".into()),
            force: None,
            sureness: "sure",
            text: "财政补助 >= 640元, 必须".into(),
            span: Span::new(file, 4, 26),
        };
        (sources, vec![fact])
    }

    #[test]
    fn json_keeps_the_order_of_the_contract() {
        let (sources, facts) = one();
        let mut out = Vec::new();
        write_json(&facts, &sources, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"[{"notice":"桂医保发〔2023〕32号","region":"广西壮族自治区","issued":"2023-08-24","heading":null,"kind":"bound","item":"财政补助","bearer":null,"year":2023,"groups":["脱贫县","学生"],"relation":">=","value":"640","unit":"元/人·年","force":null,"text":"财政补助 >= 640元, 必须","sureness":"sure","file":"a.notice","start":{"offset":4,"line":2,"column":1},"end":{"offset":26,"line":2,"column":13}}]"#);
    }

    #[test]
    fn csv_has_a_header_and_quotes_commas() {
        let (sources, facts) = one();
        let mut out = Vec::new();
        write_csv(&facts, &sources, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        notice,region,issued,heading,kind,item,bearer,year,groups,relation,value,unit,force,text,sureness,file,line,column
        桂医保发〔2023〕32号,广西壮族自治区,2023-08-24,,bound,财政补助,,2023,脱贫县、学生,>=,640,元/人·年,,"财政补助 >= 640元, 必须",sure,a.notice,2,1
        "#);
    }
}
