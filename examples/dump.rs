#![allow(
    clippy::all,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::string_slice,
    missing_docs,
    reason = "a throw-away tool"
)]
use duibiao::source::*;
fn main() {
    for p in std::env::args().skip(1) {
        let t = std::fs::read_to_string(&p).unwrap();
        let mut s = Sources::new();
        let id = s.add(SourceFile::new(p.clone(), t.clone()));
        let e = duibiao::parse::parse_extract(id, &t);
        if std::env::var("V").is_ok() {
            for c in &e.notice.clauses {
                println!("{:?}\n", c.form);
            }
            println!("{:?}", e.notice.header);
        }
        println!(
            "{p}: {} clauses, {} headings, {} problems",
            e.notice.clauses.len(),
            e.notice.headings.len(),
            e.problems.len()
        );
        for pr in &e.problems {
            let lc = s.start(pr.span);
            println!("{}:{} {:?} | {}", lc.line, lc.column, pr.kind, s.slice(pr.span));
        }
    }
}
