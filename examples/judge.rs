#![allow(
    clippy::all,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::string_slice,
    missing_docs
)]
use duibiao::corpus::*;
fn main() {
    let paths: Vec<_> = std::env::args().skip(1).map(Into::into).collect();
    let t = std::time::Instant::now();
    let (c, u) = Corpus::load(&Options {
        paths,
        ..Default::default()
    });
    println!("{u:?} {:?}", t.elapsed());
    for (id, e) in c.reported() {
        if std::env::var("V").is_ok() {
            for s in &c.statements(id).unwrap().all {
                println!("{s:?}");
            }
        }
        for a in &c.names(id).unwrap().ambiguous {
            println!(
                "AMBIG {:?} {:?}",
                c.sources().slice(a.span),
                a.items.iter().map(|i| i.name(c.vocabulary())).collect::<Vec<_>>()
            );
        }
        for v in c.violations(id) {
            let show = |r: &StatementRef| {
                let s = c.statement(*r).unwrap();
                let l = c.sources().start(s.span);
                format!(
                    "{}:{} {}",
                    c.sources().path(s.span.file),
                    l.line,
                    c.sources().slice(s.span)
                )
            };
            println!(
                "== {} {:?} mends={} case={:?} figure={}",
                e.number_text(),
                v.kind,
                v.mends,
                v.case.name(c.vocabulary()),
                show(&v.figure)
            );
            println!("   admissible {:?}", v.admissible);
            for r in &v.conflict {
                println!("   conflict {}", show(r));
            }
            for d in &v.derivation {
                println!(
                    "   step {} {} = {} by {:?} from {:?}",
                    d.measurand.short_name(c.vocabulary()),
                    d.case.name(c.vocabulary()),
                    rational::show(&d.value),
                    d.by.as_ref().map(&show),
                    d.from
                        .iter()
                        .map(|(k, m, v)| format!(
                            "{}*{}={}",
                            rational::show(k),
                            m.short_name(c.vocabulary()),
                            rational::show(v)
                        ))
                        .collect::<Vec<_>>()
                );
            }
        }
    }
}
