//! The page in a real browser: it filters, leads from a cell to its words, and prints; and nothing of a notice
//! acts on it. Where no browser is installed the test says that it was skipped.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

#[path = "support/cli.rs"]
mod cli;
#[path = "support/webdriver.rs"]
mod webdriver;

use std::path::{Path, PathBuf};

use serde_json::json;
use webdriver::Browser;

/// Two levels of invented notices, of which the lower falls short and the upper means harm.
const ABOVE: &str = "文号：桂医保发〔2023〕18号\n标题：关于<script>window.harm = 1</script>的通知\n地区：广西壮族自治区\n成文：2023年8月10日\n年度：2023年\n\n\
    一、筹资\n    财政补助（2023年） ≥ 640元/人·年 「每人<b id=\"harm\">不低于</b>640元」\n    个人缴费（2023年） = 380元/人·年\n    大病保险支付比例 ≥ 60%\n    拨付补助资金 限 2023年10月31日前\n";
const BELOW: &str = "文号：青医保发〔2023〕5号\n标题：关于\"><img src=x onerror=\"window.harm = 2\">的通知\n地区：广西壮族自治区青平市\n成文：2023年9月6日\n年度：2023年\n依据：桂医保发〔2023〕18号\n\n\
    一、筹资\n    财政补助（2023年） = 610元/人·年\n    个人缴费（2023年） = 380元/人·年\n    拨付补助资金 限 2023年9月30日前\n";

fn page(folder: &Path, args: &[&str]) -> PathBuf {
    let page = folder.join("page.html");
    let mut all: Vec<&str> = vec!["coverage", "--format", "html", "--output", page.to_str().unwrap()];
    all.extend(args);
    let ran = cli::duibiao(&all);
    assert_eq!(
        (ran.status, ran.stderr.as_str(), ran.stdout.as_str()),
        (0, "", "")
    );
    page
}

fn browser() -> Option<Browser> {
    let browser = Browser::start();
    if browser.is_none() {
        println!("skipped: no chromium and chromedriver in /usr/bin");
    }
    browser
}

/// Keeps a picture or a print where `DUIBIAO_PICTURES` names a folder for them.
fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("DUIBIAO_PICTURES") {
        std::fs::write(PathBuf::from(folder).join(name), bytes).unwrap();
    }
}

/// How many cells and rows are to be seen, by what the browser laid out.
fn seen(browser: &Browser) -> serde_json::Value {
    browser.run(
        "const seen = node => node.checkVisibility({visibilityProperty: true});
         return [[...document.querySelectorAll('td[data-s] > a')].filter(seen).length,
                 [...document.querySelectorAll('tbody tr')].filter(seen).length];",
    )
}

#[test]
fn the_page_filters_leads_to_the_words_and_prints() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let corpus = cli::fixtures().join("corpus");
    let page = page(folder.path(), &[corpus.to_str().unwrap()]);
    browser.size(1440, 900);
    browser.open(&page);
    keep("desktop.png", &browser.picture());

    let all = seen(&browser);
    let cells = all[0].as_u64().unwrap();
    let count = browser.run("return document.querySelectorAll('td[data-s]').length");
    assert_eq!(count, all[0], "everything is seen at first");

    // By state: the cells that are left are those that the chip counts.
    let silent = browser.run("return +document.querySelector('.chip[value=silent] b').textContent");
    browser.click("#calls");
    let calling = browser.run(
        "return [...document.querySelectorAll('.chip[data-calls] b')].reduce((sum, b) => sum + +b.textContent, 0)",
    );
    assert_eq!(seen(&browser)[0], calling);
    assert!(calling.as_u64().unwrap() >= silent.as_u64().unwrap() && calling.as_u64().unwrap() < cells);
    keep("calling.png", &browser.picture());
    browser.click("#reset");
    assert_eq!(seen(&browser), all);
    browser.click(".chip[value=silent]");
    assert_eq!(seen(&browser)[0], json!(cells - silent.as_u64().unwrap()));
    browser.click("#reset");

    // By words.
    browser.type_into("#query", "大病保险待遇水平");
    let found = seen(&browser);
    assert!(
        found[1].as_u64().unwrap() >= 1 && found[1].as_u64().unwrap() <= 3,
        "{found}"
    );
    let rows = browser.run(
        "return [...document.querySelectorAll('tbody tr')].filter(row => row.checkVisibility())
           .every(row => row.textContent.includes('大病保险待遇水平'))",
    );
    assert_eq!(rows, json!(true));
    browser.click("#reset");

    // By notice.
    browser.run(
        "const list = document.querySelector('#notice');
         list.value = [...list.options].find(option => option.text.includes('晋市医保函')).value;
         list.dispatchEvent(new Event('change'));",
    );
    let columns = browser.run(
        "return [...document.querySelectorAll('thead th[data-n]')].filter(head => head.checkVisibility())
           .every(head => head.textContent.includes('晋市医保函'))",
    );
    assert_eq!(columns, json!(true));
    browser.click("#reset");
    assert_eq!(seen(&browser), all);

    // From a cell to the words of both sides, and from there to the line that states them.
    browser.run("document.querySelector('td.answered > a').scrollIntoView({block: 'center'})");
    browser.click("td.answered > a");
    let panel = browser.run("return document.querySelector('#panel').innerText");
    assert!(panel.as_str().unwrap().contains(".notice:"), "{panel}");
    keep("panel.png", &browser.picture());
    let said = browser.run("return document.querySelector('#panel .said').textContent");
    browser.click("#panel .place a");
    let line = browser.run(
        "const line = document.querySelector('li:target');
         const box = line.getBoundingClientRect();
         return [line.textContent, line.checkVisibility(), box.top >= 0 && box.bottom <= innerHeight]",
    );
    assert!(
        line[0].as_str().unwrap().contains(said.as_str().unwrap()),
        "{line} {said}"
    );
    assert_eq!((&line[1], &line[2]), (&json!(true), &json!(true)));
    keep("words.png", &browser.picture());

    browser.size(420, 860);
    browser.open(&page);
    keep("narrow.png", &browser.picture());
    let too_wide = browser.run("return document.documentElement.scrollWidth - innerWidth");
    assert!(
        too_wide.as_i64().unwrap() <= 0,
        "the page itself does not scroll sideways: {too_wide}"
    );
    browser.click("td.silent > a");
    keep("narrow-panel.png", &browser.picture());

    browser.size(1440, 900);
    let printed = browser.print();
    keep("page.pdf", &printed);
    assert!(
        printed.starts_with(b"%PDF-") && printed.len() > 20_000,
        "{}",
        printed.len()
    );
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn nothing_of_a_notice_acts_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("above.notice"), ABOVE).unwrap();
    std::fs::write(folder.path().join("below.notice"), BELOW).unwrap();
    let page = page(folder.path(), &[folder.path().to_str().unwrap(), "--no-builtin"]);
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(text.contains("&lt;script&gt;window.harm = 1&lt;/script&gt;"));
    assert_eq!(text.matches("<script").count(), 1, "the page's own");
    for reference in [
        "http:", "https:", "src=\"", "url(", "@import", "<link", "<img", "<iframe",
    ] {
        assert!(!text.contains(reference), "{reference}");
    }
    let Some(browser) = browser() else { return };
    browser.open(&page);
    let state = browser.run(
        "return [window.harm ?? null, document.querySelector('#harm'), document.images.length,
                 [...document.querySelectorAll('td[data-s]')].map(cell => cell.dataset.s)]",
    );
    assert_eq!(state[0], json!(null));
    assert_eq!(state[1], json!(null));
    assert_eq!(state[2], json!(0));
    assert_eq!(state[3], json!(["looser", "answered", "silent", "stricter"]));
    browser.click("td.looser > a");
    let panel = browser.run("return document.querySelector('#panel').innerText");
    let panel = panel.as_str().unwrap();
    for words in [
        "below-mandate",
        "610元/人·年",
        "640元/人·年",
        "above.notice:8",
        "below.notice:9",
    ] {
        assert!(panel.contains(words), "{words} in {panel}");
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
